-- addresses.slip: of two dwellings one person gives that are a slip of the pen apart, the one to doubt and the one to believe.

create or replace macro off_by_one(one, other) as damerau_levenshtein(one, other) = 1 and greatest(length(one), length(other)) > 1;

create or replace macro streets_alike(one, other) as coalesce(
    one = other or jaro_winkler_similarity(one, other) >= 0.85
    or least(length(one), length(other)) >= 4 and (contains(one, other) or contains(other, one)), true);

create or replace table addresses.slip as
-- The form that stands for a dwelling.
with face as (
    select dwelling.dwelling, form.form, form.number, form.unit, form.stem, form.postcode, form.is_fine, form.town
    from addresses.dwelling as dwelling join addresses.form as form using (form)
    semi join (from addresses.stay where dwellings > 1) as doubtful on doubtful.dwelling = dwelling.dwelling
    qualify row_number() over (partition by dwelling.dwelling order by form.records desc, form.form) = 1
),
pair as (
    select one.label, one.dwelling as l, other.dwelling as r, (one.bearers, one.records, -one.dwelling) < (other.bearers, other.records, -other.dwelling) as l_is_less,
        a.number is not distinct from b.number and a.unit is not distinct from b.unit as same_door,
        a.number = b.number as same_number,
        coalesce(a.unit = b.unit, true) or off_by_one(a.unit, b.unit) as near_unit,
        coalesce(a.number = b.number or off_by_one(a.number, b.number), true) or a.number = b.unit or a.unit = b.number as near_number,
        streets_alike(a.stem, b.stem) as near_street,
        a.postcode = b.postcode and a.is_fine as one_street,
        coalesce(a.postcode = b.postcode or damerau_levenshtein(a.postcode, b.postcode) <= 1,
            a.town = b.town or damerau_levenshtein(a.town, b.town) <= 2, true) as near_place
    from addresses.stay as one
    join addresses.stay as other on other.label = one.label and other.dwelling > one.dwelling
    join face as a on a.dwelling = one.dwelling
    join face as b on b.dwelling = other.dwelling
    where one.dwellings between 2 and $most
)
select label, case when l_is_less then l else r end as doubted, case when l_is_less then r else l end as believed
from pair
where same_number and near_unit and (near_street or one_street)
    or same_door and one_street
    or near_number and near_unit and near_street and near_place
-- One is doubted for one other: the one that most of the name live at.
qualify row_number() over (partition by label, doubted order by believed) = 1;
