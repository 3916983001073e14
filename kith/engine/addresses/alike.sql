-- addresses.alike: the pairs that are one dwelling: the same door, with a street spelt alike and a place that agrees.

create or replace macro is_slip(one, other) as damerau_levenshtein(one, other) <= 1;

create or replace macro same_digits(one, other) as
    regexp_replace(coalesce(one, ''), '[^0-9]', '', 'g') = regexp_replace(coalesce(other, ''), '[^0-9]', '', 'g');

create or replace macro one_or_none(one, other) as coalesce(one = other, true);

-- Where the postcode names a street or two, a likeness is enough; in a whole town the names must be nearly the same.
create or replace macro stems_alike(one, other, is_fine) as case
    when one = other then true
    when one is null or other is null then is_fine
    when not same_digits(one, other) then false
    when is_fine then jaro_winkler_similarity(one, other) >= 0.8
        or least(length(one), length(other)) >= 4 and (contains(one, other) or contains(other, one))
    else least(length(one), length(other)) >= 5
        and (damerau_levenshtein(one, other) <= 1 or jaro_winkler_similarity(one, other) >= 0.95)
end;

create or replace macro towns_agree(one, other) as
    coalesce(one = other or jaro_winkler_similarity(one, other) >= 0.9, true);

-- A spelling that many doors share is a street of its own, not a slip.
create or replace temp table street as
select postcode, stem, count(distinct door) as doors from addresses.form where not is_fine and postcode is not null group by all;

create or replace table addresses.alike as
with pair as (
    select l, r, one.postcode is null as l_lost, other.postcode is null as r_lost,
        one.postcode is not distinct from other.postcode as same_postcode,
        one.is_fine and other.is_fine as fine, one.is_numbered as numbered,
        one.stem as l_stem, other.stem as r_stem,
        one_or_none(one.ending, other.ending) and one_or_none(one.compass, other.compass) as whole_name,
        towns_agree(one.town, other.town) as towns_agree,
        one.postcode as l_postcode, other.postcode as r_postcode,
        coalesce(one_street.doors, 0) >= 3 and coalesce(other_street.doors, 0) >= 3 as both_real
    from addresses.near
    join addresses.form as one on one.form = l
    join addresses.form as other on other.form = r
    left join street as one_street on one_street.postcode = one.postcode and one_street.stem = one.stem
    left join street as other_street on other_street.postcode = other.postcode and other_street.stem = other.stem
    where one.dwelling is null or other.dwelling is null
)
select l, r from pair
where case
    when same_postcode and fine and numbered then stems_alike(l_stem, r_stem, true)
    when same_postcode and fine then jaro_winkler_similarity(l_stem, r_stem) >= 0.92 or starts_with(l_stem, r_stem) or starts_with(r_stem, l_stem)
    when same_postcode then whole_name and (l_stem = r_stem or not both_real) and stems_alike(l_stem, r_stem, false)
        and (not l_lost or towns_agree)
    -- A number stands once in a street, and a street's name once in a district: the postcode is mistyped.
    when not l_lost and not r_lost then numbered and l_stem = r_stem and whole_name and towns_agree
        and (is_slip(l_postcode, r_postcode) or fine and split_part(l_postcode, ' ', 1) = split_part(r_postcode, ' ', 1))
    else false end;

drop table street;
