-- addresses.whole_house: dwellings without a flat in a house that has several: the flat was left out, so they say less.

create or replace table addresses.whole_house as
with face as (
    select distinct dwelling.dwelling, form.postcode, form.number, form.stem, form.unit
    from addresses.dwelling as dwelling join addresses.form as form using (form)
    where form.number is not null and form.postcode is not null
)
select distinct house.dwelling as house, flat.dwelling as flat
from face as house
join face as flat on flat.postcode = house.postcode and flat.number = house.number and flat.stem = house.stem
where house.unit is null and flat.unit is not null
qualify count(distinct flat.dwelling) over (partition by house.dwelling) > 1;
