-- addresses.normal: each address as written, in its normal form, and what it says: enough to name a dwelling, or why not.

create or replace table addresses.normal as
with read as (
    select line.key, line.says, coalesce(line.flat, street.flat) as unit, line.number,
        line.name, street.street, street.stem, street.ending, street.compass,
        town.name as town, region.name as region,
        postcode.postcode, coalesce(postcode.is_fine, false) as is_fine
    from addresses.line as line
    left join addresses.street as street using (rest)
    left join addresses.town as town on town.typed = line.town
    left join addresses.town as region on region.typed = line.region
    left join addresses.postcode as postcode on postcode.typed = line.postcode
),
-- A number that ends the line ("Hauptstrasse 12") has its street before it.
turned as (
    select * replace (
        case when number is not null and coalesce(street, '') = '' then plain_town(name) else street end as street,
        case when number is not null and coalesce(stem, '') = '' then replace(plain_town(name), ' ', '') else stem end as stem)
    from read
),
-- "Flat A, 12" and "12A" are one door; the letter then stands with the flat.
doored as (
    select *, case
        when unit is null and regexp_full_match(number, '[0-9]+[A-Z]') then number[-1:] else unit end as door_unit,
        case when unit is null and regexp_full_match(number, '[0-9]+[A-Z]') then number[:-2] else number end as door_number
    from turned
),
named as (
    select key, door_unit as unit, ltrim(door_number, '0') as number, nullif(street, '') as street, nullif(stem, '') as stem,
        ending, compass, town, region, postcode, is_fine, says
    from doored
)
select * replace (case
        when says in ('NOTHING', 'NOWHERE') then says
        when says = 'BOX' then if(number is null or coalesce(postcode, town) is null, 'TOO_LITTLE', 'BOX')
        when number is not null and (is_fine or stem is not null) then says
        when number is not null and postcode is not null then 'NO_STREET'
        -- A house with a name, or a flat in one; a street alone names no dwelling.
        when number is null and length(stem) > 2 and (ending is null or ending = 'CT' and is_fine or unit is not null) then says
        else 'TOO_LITTLE' end as says),
    form_key(postcode, town, number, unit, compass, stem, ending) as form
from named;
