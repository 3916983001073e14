-- What adult social care would send: one row for each event of each adult it knows, the person repeated on each.

create or replace macro care_day(day) as strftime(day, '%d/%m/%Y');

create or replace macro care_number(person_id) as
    'AS' || lpad(cast((person_id * 7549973 + 401) % 999999999989 as varchar), 12, '0');

create or replace temp table care_event as
select event_id, person_id, staff_id, kind, code, happened_on, ended_on, null::BIGINT as cares_for_id from truth.event
where agency_id = 'ADULTS' and kind in ('ADULT_CARE_REQUEST', 'ADULT_CARE_SERVICE') and person_id is not null;

-- Work with a worker and no event of its own is a service too.
insert into care_event
select 1000000000 + row_number() over (order by person_id, valid_from, service, staff_id), person_id, staff_id, 'ADULT_CARE_SERVICE', null, valid_from,
    valid_to, null
from truth.involvement help
where agency_id = 'ADULTS' and not exists (
    from care_event where care_event.person_id = help.person_id and kind = 'ADULT_CARE_SERVICE'
        and help.valid_from between happened_on - 60 and coalesce(ended_on, date '9999-12-31'));

-- One partner in four of somebody with a service cares for them and had support of their own.
insert into care_event
with couple as (
    select from_person_id as person_id, to_person_id as partner_id, valid_from, valid_to from truth.relation where kind = 'PARTNER'
    union all
    select to_person_id, from_person_id, valid_from, valid_to from truth.relation where kind = 'PARTNER'
)
select 2000000000 + row_number() over (order by event_id, partner_id), partner_id, staff_id, 'ADULT_CARE_SERVICE', 'CARER', happened_on + 28,
    ended_on, person_id
from care_event join couple relation using (person_id)
where care_event.kind = 'ADULT_CARE_SERVICE' and happened_on + 28 < least(coalesce(ended_on, date '9999-12-31'), getvariable('as_at'))
    and relation.valid_from <= happened_on and relation.valid_to is null and chance(person_id, 'care carer') < 0.25;

-- Every service began with an assessment.
insert into care_event
select 3000000000 + event_id, person_id, staff_id, 'ASSESSMENT', code, happened_on - 21, happened_on - 2, cares_for_id
from care_event where kind = 'ADULT_CARE_SERVICE';

insert into truth.record select distinct 'adult_social_care', care_number(person_id), person_id from care_event;

create or replace table extract.adult_social_care_events as
select care_number(event.person_id) as "LA Unique Person ID", maybe(nhs_number, event.person_id, 'care nhs', 0.65) as "NHS Number",
    written_forename(forename, known_as, event.person_id, 'care', 0.06) as "Forename",
    written_surname(surname, birth_surname, event.person_id, 'care', 0.05) as "Surname",
    care_day(written_birth(born_on, event.person_id, 'care', 0.015)) as "Date of Birth", care_day(died_on) as "Date of Death",
    case sex when 'F' then 'Female' when 'M' then 'Male' end as "Gender",
    case when dwelling.kind <> 'REFUGE' then written_address(flat, building, number, street, event.person_id, 'care', 0.12) || ', ' || town end
        as "Address",
    case when dwelling.kind <> 'REFUGE' then written_postcode(postcode, event.person_id, 'care', 0.02) end as "Postcode",
    case when cares_for_id is null then 'Service User' else 'Carer' end as "Client Type",
    case when cares_for_id is not null then care_number(cares_for_id) end as "Cares For LA Unique Person ID",
    'E' || lpad(cast(event_id as varchar), 10, '0') as "Event Reference",
    case event.kind when 'ADULT_CARE_REQUEST' then 'Request' when 'ADULT_CARE_SERVICE' then 'Service' else 'Assessment' end as "Event Type",
    care_day(happened_on) as "Event Start Date",
    case event.kind when 'ADULT_CARE_REQUEST' then null else care_day(ended_on - 1) end as "Event End Date",
    case when event.kind <> 'ADULT_CARE_SERVICE' then null when cares_for_id is not null then 'Carer Support: Direct to Carer'
        when dwelling.kind = 'CARE_HOME' then pick(['Long Term Support: Residential Care', 'Long Term Support: Nursing Care'], event_id, 'care home')
        when code = 'REABLEMENT' then 'Short Term Support: ST-Max' else 'Long Term Support: Community' end as "Service Type",
    worker.staff_id as "Worker ID", worker.name as "Worker Name", worker.email as "Worker Email", worker.phone as "Worker Phone"
from care_event event join truth.person using (person_id)
    left join truth.residence residence on residence.person_id = event.person_id
        and residence.valid_from <= happened_on and coalesce(residence.valid_to, date '9999-12-31') > happened_on
    left join truth.dwelling dwelling using (dwelling_id)
    left join truth.worker worker on worker.agency_id = 'ADULTS' and worker.staff_id = event.staff_id
where born_on is not null
qualify row_number() over (partition by event_id order by residence.valid_from desc, residence.dwelling_id) = 1;
