-- truth.agency and truth.worker: the county's agencies, a school or nursery for each patch, and who works for them.

create or replace table work.stage_of_school as
select * from (values
    ('PRIMARY', 2001, 2800, 3, ' Primary'), ('SECONDARY', 4001, 9500, 2, ' Academy'), ('SPECIAL', 7001, 90000, 1, ' Special School'),
    ('NURSERY', 1001, 7000, 2, ' Nursery')
) t(stage, first_no, people_each, at_least, label);

create or replace table work.school as
with numbered as (
    select *, unnest(range(greatest(at_least, cast(getvariable('people') // people_each as integer)))) as k,
        greatest(at_least, cast(getvariable('people') // people_each as integer)) as schools
    from work.stage_of_school
), placed as (
    select *, floor(k * areas / schools) as first_area from numbered cross join (select max(area_no) + 1 as areas from work.area)
), in_town as (
    select placed.*, (select min(town_no) from work.postcode where area_no >= first_area) as town_no from placed
), ordered as (
    -- The first primary school of Northmoor is Northmoor Primary.
    select *, row_number() over (partition by stage order by not (stage = 'PRIMARY' and town_no = 2), k) - 1 as nth from in_town
), names as (
    select street, row_number() over () - 1 as n, count(*) over () as names from work.street_name
)
select stage, k, schools, areas, town_no,
    format(case stage when 'NURSERY' then 'NUR_{:04d}' else 'SCH_{:04d}' end, first_no + nth) as agency_id,
    case when stage = 'PRIMARY' and nth = 0 then 'Northmoor Primary'
        else street || ['', ' Hill', ' Park', ' Church'][1 + cast(nth // names as integer) % 4] || label end as name
from ordered join names on n = (nth * 29 + first_no // 7) % names;

insert into truth.agency
select * from (values
    ('COUNCIL_SC', 'C', 'Wexmoor Children''s Social Care'), ('COUNCIL_EH', 'E', 'Wexmoor Early Help'), ('POLICE', 'P', 'Wexmoor Police'),
    ('WEXMOOR_HOMES', 'L', 'Wexmoor Homes'), ('COUNCIL_ASB', 'B', 'Community Safety'), ('YJS', 'Y', 'Youth justice'),
    ('ADULTS', 'A', 'Wexmoor Adult Social Care'), ('HEALTH_VISITING', 'H', 'Health visiting'), ('MIDWIFERY', 'H', 'Midwifery'),
    ('CAMHS', 'M', 'Child and adolescent mental health'), ('ADULT_MH', 'M', 'Adult mental health'), ('BENEFITS', 'D', 'Benefits service'),
    ('PROBATION', 'R', 'Probation'), ('HARBOUR_DADS', 'V', 'Harbour Dads'), ('SALTMERE_FAMILY_CENTRE', 'V', 'Saltmere Family Centre'),
    ('OPEN_DOOR', 'V', 'Open Door'), ('NEW_LEAF_RECOVERY', 'V', 'New Leaf Recovery')
) t
union all
select agency_id, case stage when 'NURSERY' then 'N' else 'S' end, name from work.school
order by 1;

create or replace table work.post as
with listed as (
    select * from (values
        ('COUNCIL_SC', 'CSC', 2600, 8, 'Social worker', 'Family support and protection'), ('COUNCIL_SC', 'CFD', 15000, 3, 'Front door screening officer', 'Front door'),
        ('COUNCIL_EH', 'CEH', 4000, 6, 'Family worker', 'Early help'), ('COUNCIL_EH', 'CEM', 60000, 1, 'Early help manager', 'Early help'),
        ('COUNCIL_EH', 'CAN', 900000, 1, 'Analyst', 'Insight'), ('COUNCIL_EH', 'CCM', 900000, 1, 'Commissioner', 'Commissioning'),
        ('COUNCIL_EH', 'CIG', 900000, 2, 'Information governance officer', 'Information governance'), ('COUNCIL_EH', 'CAU', 900000, 1, 'Auditor', 'Internal audit'),
        ('COUNCIL_EH', 'CAD', 900000, 1, 'System administrator', 'Digital'), ('POLICE', 'POL', 6000, 5, 'Police constable', 'Neighbourhood team'),
        ('POLICE', 'PVP', 30000, 3, 'Domestic abuse officer', 'Protecting vulnerable people'), ('WEXMOOR_HOMES', 'WXH', 12000, 4, 'Tenancy support officer', 'Tenancy support'),
        ('COUNCIL_ASB', 'ASB', 40000, 2, 'Community safety officer', 'Community safety'), ('YJS', 'YJS', 20000, 3, 'Youth justice worker', 'Youth justice'),
        ('ADULTS', 'ASC', 7000, 5, 'Social worker', 'Adult locality team'), ('HEALTH_VISITING', 'HV', 6000, 5, 'Health visitor', 'Health visiting'),
        ('MIDWIFERY', 'MID', 9000, 4, 'Community midwife', 'Community midwifery'), ('CAMHS', 'CMH', 15000, 4, 'Mental health practitioner', 'CAMHS'),
        ('ADULT_MH', 'AMH', 15000, 4, 'Community psychiatric nurse', 'Adult mental health'), ('BENEFITS', 'BEN', 60000, 2, 'Benefits officer', 'Benefits'),
        ('PROBATION', 'NPS', 25000, 3, 'Probation officer', 'Probation'), ('HARBOUR_DADS', 'HD', 90000, 3, 'Volunteer', 'Volunteers'),
        ('SALTMERE_FAMILY_CENTRE', 'SFC', 90000, 3, 'Family support worker', 'Family centre'), ('OPEN_DOOR', 'OD', 90000, 2, 'Advocate', 'Domestic abuse support'),
        ('NEW_LEAF_RECOVERY', 'NL', 90000, 2, 'Recovery worker', 'Drugs and alcohol'),
        ('COUNCIL_SC', 'CSI', 900000, 1, 'Information governance officer', 'Information governance'), ('COUNCIL_SC', 'CSL', 900000, 1, 'Safeguarding lead', 'Safeguarding'),
        ('POLICE', 'PIG', 900000, 1, 'Information governance officer', 'Information governance'), ('POLICE', 'PSL', 900000, 1, 'Safeguarding lead', 'Safeguarding'),
        ('HEALTH_VISITING', 'HSL', 900000, 1, 'Safeguarding lead', 'Safeguarding')
    ) t(agency_id, prefix, people_each, at_least, job_title, team)
)
select agency_id, prefix || format('{:04d}', 100 + nth) as staff_id, job_title, team
from (select *, unnest(range(1, 1 + greatest(at_least, cast(getvariable('people') // people_each as integer)))) as nth from listed)
union all
select agency_id, replace(agency_id, '_', '') || '-' || nth,
    case when stage = 'NURSERY' then ['Nursery manager', 'Key person'][nth] else ['Pastoral lead', 'Inclusion lead'][nth] end, 'Pastoral team'
from (select *, unnest([1, 2]) as nth from work.school);

insert into truth.worker
with named as (
    select post.*, case when chance(staff_id, 'sex') < 0.72 then 'F' else 'M' end as sex,
        case when chance(staff_id, 'names') < 0.84 then 'BRITISH' else pick(getvariable('other_names'), staff_id, 'other names') end as names
    from work.post post
), called as (
    select named.*, forename || ' ' || surname_for(surname, named.sex, named.names) as name
    from named
        join work.forename_slot first on first.names = named.names and first.sex = named.sex
            and first.era = case named.names when 'BRITISH' then 'MID' else 'ANY' end and first.slot = cast(floor(chance(staff_id, 'first') * slots()) as integer)
        join work.surname_slot last on last.names = named.names and last.slot = cast(floor(chance(staff_id, 'last') * slots()) as integer)
)
select agency_id, staff_id, name, job_title, team,
    lower(regexp_replace(strip_accents(replace(replace(name, 'ł', 'l'), 'Ł', 'L')), '[^A-Za-z]+', '.', 'g')) || '.' || lower(staff_id) || '@'
        || lower(replace(agency_id, '_', '-')) || '.wexmoor.example',
    -- 01632 960 000 to 960 999 are kept for stories and never connected.
    format('01632 960{:03d}', cast(floor(chance(staff_id, 'phone') * 1000) as integer))
from called order by agency_id, staff_id;

-- Each agency's workers numbered, so that a draw finds one.
create or replace table work.worker_no as
select agency_id, staff_id, job_title, row_number() over (partition by agency_id order by staff_id) - 1 as nth, count(*) over (partition by agency_id) as of
from truth.worker
where job_title not in ('Front door screening officer', 'Early help manager', 'Analyst', 'Commissioner', 'Information governance officer',
    'Auditor', 'System administrator', 'Safeguarding lead');
