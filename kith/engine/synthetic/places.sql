-- truth.place: an invented county. Postcodes follow one another through small areas, wards and towns; need lies in patches.
-- The area QX is used by no one; QX4 7T. is kept for the planted families of plant.py.

create or replace table work.town as
with listed as (
    select town, row_number() over () as town_no from work.town_name
    qualify town_no <= least(20, greatest(2, getvariable('people') // 12000))
), sized as (
    select *, 1 / (town_no + 2) / sum(1 / (town_no + 2)) over () as share from listed
)
select town_no, town, share, sum(share) over (order by town_no) as upper_share,
    -- Northmoor, second in the list, has QX4.
    case town_no when 2 then 4 when 3 then 2 when 4 then 3 else town_no end as district
from sized;

create or replace table work.postcode_no as
with numbered as (
    select i as pc_no, (i - 0.5) / greatest(60, getvariable('people') // 36) as reach
    from range(1, 1 + greatest(60, getvariable('people') // 36)) t(i)
), in_town as (
    select numbered.*, (select min(town_no) from work.town where upper_share >= numbered.reach - 1e-9) as town_no from numbered
)
select pc_no, town_no, row_number() over (partition by town_no order by pc_no) - 1 as k,
    cast(floor(reach * greatest(20, getvariable('people') // 1600)) as integer) as area_no,
    cast(floor(reach * greatest(4, getvariable('people') // 8000)) as integer) as ward_no
from in_town;

create or replace table work.area as
select area_no, ntile(10) over (order by normal(ward_no, 'ward') + 1.1 * normal(area_no, 'area'), area_no) as decile
from (select area_no, min(ward_no) as ward_no from work.postcode_no group by area_no);

create or replace table work.postcode as
with lettered as (
    select *, (k % 40) + 40 * (k // 400) as unit_no, (k // 40) % 10 as sector, 'ABDEFGHJLNPQRSTUWXYZ' as letters
    from work.postcode_no join work.town using (town_no)
)
select pc_no, town_no, town, area_no, ward_no, area.decile,
    format('QX{} {}{}{}', district, sector, letters[1 + ((unit_no * 137) % 400) // 20], letters[1 + ((unit_no * 137) % 400) % 20]) as postcode,
    format('W{:06d}', area_no + 1) as small_area,
    format('{} {}', town, ['North', 'South', 'East', 'West', 'Central', 'Riverside', 'Park', 'Hill'][1 + ward_no % 8])
        || case when ward_no >= 8 then ' ' || (1 + ward_no // 8) else '' end as ward,
    -- How much trouble gathers here: the small area's part, and this postcode's own.
    0.2 * (10 - area.decile) + 1.1 * normal(pc_no, 'postcode need') as need_score
from lettered join work.area area using (area_no)
where not (district = 4 and sector = 7 and letters[1 + ((unit_no * 137) % 400) // 20] = 'T');

insert into truth.place
select postcode, small_area, ward, town, decile from work.postcode order by pc_no;
