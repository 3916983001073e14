-- What only these records can tell: the chance that two of them, drawn at random, share a dwelling, a postcode, a relative,
-- are one person; how many of those who share a dwelling are one. People are counted as records with distinct name and birth, which is near enough: a factor of two is one bit.

create or replace table linking.how_common as
with size as (
    select greatest(count(*), 2) as records,
        greatest(approx_count_distinct(hash(forename, surname, birth)), 1) as people
    from linking.record
),
-- Two records at one home are one person's if they say the same forename or the same birth; they are two people's if
-- neither is alike. Crowded addresses are left out, and of many homes some are looked at.
home_record as (
    select n, dwelling, forename, initial, birth, roots, middles, ids
    from linking.record, unnest(dwellings) as places (dwelling)
    where forename is not null and hash(dwelling) % greatest(1, (select records // 50000 from size)) = 0
    qualify count(*) over (partition by dwelling) <= 20
),
home_pair as (
    select l.forename = r.forename or l.birth = r.birth as same_person,
        l.initial <> r.initial and jaro_winkler_similarity(l.forename, r.forename) < 0.75 and not list_has_any(l.roots, r.roots)
            and not list_contains(l.middles, r.forename) and not list_contains(r.middles, l.forename)
            and coalesce(damerau_levenshtein(l.birth, r.birth) > 1, true) and not list_has_any(l.ids, r.ids) as two_people
    from home_record as l join home_record as r on l.dwelling = r.dwelling and l.n < r.n
),
at_home as (
    select count(*) filter (same_person) as same_person, count(*) filter (two_people and not coalesce(same_person, false)) as two_people
    from home_pair
),
dwelling as (
    select sum(here * (here - 1.0)) as pairs from (
        select count(*) as here from linking.record, unnest(dwellings) as places (dwelling) group by dwelling)
),
street as (
    select sum(here * (here - 1.0)) as pairs from (
        select count(*) as here from linking.record, unnest(streets) as places (street) group by street)
),
postcode as (
    select sum(here * (here - 1.0)) as pairs from (
        select count(*) as here from linking.record, unnest(postcodes) as places (postcode) group by postcode)
)
select 'match' as what, least(0.05, greatest(records / people, 1.5) / records) as share from size
union all
select 'dwelling', least(0.2, greatest(coalesce(dwelling.pairs, 0) / (records * (records - 1.0)), 2.0 / records)) from size, dwelling
union all
select 'street', least(0.2, greatest(coalesce(street.pairs, 0) / (records * (records - 1.0)), 4.0 / records)) from size, street
union all
select 'postcode', least(0.3, greatest(coalesce(postcode.pairs, 0) / (records * (records - 1.0)), 4.0 / records)) from size, postcode
union all
select 'identifier', 0.0000005
union all
select 'identifier nearly', 0.00001
union all
select 'relative, in bits', log2((same_person + 20.0) / (two_people + 5.0)) from at_home
union all
-- Six in ten records of one person with relatives share one; of two people, as many as a person has relatives.
select 'shared relative, in bits', log2(0.6 / least(0.2, 6.0 / people)) from size;
