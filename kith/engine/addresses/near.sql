-- addresses.near: pairs of normal forms of one door that may be one dwelling spelt twice; blocks are small, so pairs are few.

create or replace table addresses.near as
with key as (
    select form, door, 'A' || postcode as place from addresses.form where is_fine
    union all
    select form, door, 'B' || postcode || stem[:3] from addresses.form where not is_fine and postcode is not null
    union all
    select form, door, 'C' || postcode || stem[-4:] from addresses.form where not is_fine and postcode is not null
    union all
    select form, door, 'D' || coalesce(town, '') || '|' || stem from addresses.form where is_numbered
    union all
    select form, door, 'E' || postcode[:3] || '|' || stem from addresses.form where is_numbered
    union all
    select form, door, 'F' || town || '|' || stem[:4] from addresses.form where postcode is null and is_numbered
),
block as (
    select door, place, list(form) as forms from key where place is not null
    group by door, place having count(*) between 2 and $largest
),
pair as (
    select unnest(forms) as l, forms from block
)
select distinct l, r from (select l, unnest(forms) as r from pair) where l < r;
