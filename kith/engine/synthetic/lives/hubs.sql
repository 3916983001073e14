-- The few families that fifteen agencies or more work with at once: the worst off of the larger ones, one in ten thousand people.

create or replace table work.hub as
select family_id
from work.need join (
    select family_id, count(*) as children from work.minor
    where born_on > years_before(getvariable('as_at'), 18) group by family_id
    having count(*) >= 3 and min(born_on) < years_before(getvariable('as_at'), 11)
) using (family_id)
order by score desc, family_id
limit greatest(1, getvariable('people') // 10000);

create or replace table work.hub_member as
select hub.family_id, person_id, 'CHILD' as part, row_number() over (partition by hub.family_id order by person_id) as nth
from work.hub hub join work.minor minor using (family_id)
union all
select family_id, head_id, 'HEAD', 1 from work.hub join work.adult_of using (family_id)
union all
select family_id, coalesce(partner_id, absent_id), 'OTHER', 1 from work.hub join work.adult_of using (family_id)
where coalesce(partner_id, absent_id) is not null;

create or replace table work.hub_involvement as
with wanted(part, nth, agency_id, service, role) as (
    values ('CHILD', 2, 'COUNCIL_SC', 'Family support and protection', 'Social worker'), ('CHILD', 1, 'COUNCIL_EH', 'Early help', 'Family worker'),
        ('HEAD', 1, 'POLICE', 'Neighbourhood policing', 'Police constable'), ('HEAD', 1, 'WEXMOOR_HOMES', 'Tenancy support', 'Tenancy support officer'),
        ('HEAD', 1, 'COUNCIL_ASB', 'Community safety', 'Community safety officer'), ('CHILD', 1, 'YJS', 'Youth justice', 'Youth justice worker'),
        ('HEAD', 1, 'ADULTS', 'Adult social care', 'Social worker'), ('CHILD', 3, 'HEALTH_VISITING', 'School nursing', 'School nurse'),
        ('CHILD', 1, 'CAMHS', 'Child and adolescent mental health', 'Mental health practitioner'),
        ('HEAD', 1, 'ADULT_MH', 'Community mental health', 'Community psychiatric nurse'), ('OTHER', 1, 'PROBATION', 'Probation', 'Probation officer'),
        ('OTHER', 1, 'NEW_LEAF_RECOVERY', 'Recovery group', 'Recovery worker'), ('HEAD', 1, 'OPEN_DOOR', 'Advocacy', 'Advocate'),
        ('HEAD', 1, 'SALTMERE_FAMILY_CENTRE', 'Family centre', 'Family support worker'), ('OTHER', 1, 'HARBOUR_DADS', 'Befriending', 'Volunteer')
)
select family_id, person_id, agency_id, service, role from work.hub_member join wanted using (part, nth)
union all
select family_id, person_id, roll.agency_id, 'Pastoral support', 'Pastoral lead'
from work.hub_member join truth.roll roll using (person_id)
where part = 'CHILD' and roll.school_year = school_year_of(getvariable('as_at'));

insert into work.involvement
select person_id, hub.agency_id, service, worker.staff_id, role, false, getvariable('as_at') - whole_between(60, 650, person_id, 'hub ' || hub.agency_id), null,
    getvariable('as_at') - whole_between(1, 28, person_id, 'hub seen ' || hub.agency_id)
from work.hub_involvement hub join work.worker_no worker
    on worker.agency_id = hub.agency_id and worker.nth = cast(floor(chance(family_id, 'hub worker') * of) as integer);
