-- truth.dwelling: about seventeen dwellings a postcode, along a street or in a block; then the places where many live.

create or replace table work.street as
with sites as (
    select pc_no, town_no, area_no, row_number() over (partition by area_no order by pc_no) - 1 as k from work.postcode
), street_of as (
    -- Two neighbouring postcodes share a street.
    select pc_no, dense_rank() over (order by town_no, area_no, k // 2) as street_no, town_no, k % 2 as half from sites
), in_town as (
    select *, dense_rank() over (partition by town_no order by street_no) - 1 as nth from street_of
), names as (
    select street, row_number() over () - 1 as n, count(*) over () as names from work.street_name
)
select pc_no, street_no, half,
    street || ' ' || ['Close', 'Road', 'Street', 'Avenue', 'Drive', 'Way', 'Lane', 'Crescent', 'Walk', 'Gardens', 'Court', 'Place',
        'Terrace', 'Rise', 'Grove', 'Mews', 'Green', 'Row', 'View', 'Square'][1 + ((nth // names) * 7 + n * 3) % 20] as street
from in_town join names on n = (nth * 37 + 11 * town_no) % names;

create or replace table work.site as
select postcode.*, street.street, street.half,
    chance(pc_no, 'flats') < 0.03 + 0.025 * (10 - decile) as is_block,
    whole_between(12, 22, pc_no, 'dwellings') as dwellings
from work.postcode postcode join work.street street using (pc_no);

create or replace table work.dwelling as
with numbered as (
    select site.*, unnest(range(1, dwellings + 1)) as nth from work.site site
), tenured as (
    select *, row_number() over (order by pc_no, nth) as n, chance(pc_no * 100 + nth, 'tenure') as t,
        0.04 + 0.04 * (10 - decile) + case when is_block then 0.12 else 0 end as council,
        0.14 + 0.015 * (10 - decile) as private
    from numbered
)
select 1000 + n as dwelling_id, pc_no, town_no, town, postcode, decile, area_no, ward_no, need_score, street,
    case when is_block then 'Flat ' || nth end as flat,
    case when is_block then split_part(street, ' ', 1) || [' House', ' Court', ' Point'][1 + pc_no % 3] end as building,
    case when is_block then cast(1 + half * 40 as varchar) else cast(half * 46 + nth * 2 - (pc_no // 2) % 2 as varchar) end as number,
    case when t < council then 'COUNCIL' when t < council + private then 'PRIVATE' else 'OWNED' end as tenure
from tenured;

-- Where many unrelated people live. beds: how many.
create or replace table work.communal as
with wanted(kind, per_people, beds, label) as (
    values ('CARE_HOME', 5000, 26, ' Lodge'), ('HOSTEL', 60000, 18, ' House'), ('REFUGE', 60000, 12, null),
        ('CHILDRENS_HOME', 45000, 4, ' Cottage')
), numbered as (
    select *, unnest(range(1, 2 + cast(floor(getvariable('people') / per_people) as integer))) as nth from wanted
)
select 900000000 + row_number() over (order by kind, nth) as dwelling_id, kind, beds, nth, site.*,
    case when label is not null then split_part(site.street, ' ', 1) || label end as building
from numbered join work.site site
    on site.pc_no = (select min(pc_no) + cast(floor(chance(kind || nth, 'communal') * (count(*) - 3)) as integer) from work.site)
where site.pc_no is not null;

-- UPRNs begin 9990, which no authority was given; the rest is scrambled without repeating.
create or replace macro invented_uprn(dwelling_id) as
    '9990' || lpad(cast((dwelling_id * 48271 + 7) % 99999989 as varchar), 8, '0');

insert into truth.dwelling
select dwelling_id, invented_uprn(dwelling_id), flat, building, number, street, town, postcode, 'ORDINARY', tenure
from work.dwelling
union all
select dwelling_id, invented_uprn(dwelling_id), null, building, cast(101 + nth * 2 as varchar), street, town, postcode, kind, 'PRIVATE'
from work.communal
order by dwelling_id;
