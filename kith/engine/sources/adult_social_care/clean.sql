-- Adult social care: one row is an event; the person is repeated on each of theirs, newest first.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, 'ADULTS' as agency_id, 'A' as kind, 'Wexmoor Adult Social Care' as name
from adult_social_care_events having count(*) > 0;

insert into person by name
select distinct on (person_id) row_number, person_id as local_id, 'ADULTS' as agency_id, name_case(forename) as forename,
    name_case(surname) as surname, born_on, died_on, sex_code(gender) as sex, nhs_number
from adult_social_care_events
order by person_id, event_start desc, row_number;

-- An address is not dated: it is where they were said to live when the event began.
insert into address by name
select row_number, person_id as local_id, address as address_text, postcode, event_start as as_at
from adult_social_care_events
where address is not null or postcode is not null
qualify row_number() over (partition by person_id, address, postcode order by event_start desc, row_number) = 1;

insert into relation by name
select distinct on (person_id, cares_for_id) row_number, person_id as from_local_id, 'CARER' as kind,
    cares_for_id as to_local_id, event_start as valid_from
from adult_social_care_events
where client_type <> 'Service User' and cares_for_id is not null
order by person_id, cares_for_id, event_start, row_number;

insert into involvement by name
select row_number, person_id as local_id, 'ADULTS' as agency_id, 'Adult social care' as service, worker_id as staff_id,
    'Adult social care worker' as role, false as is_lead, event_start as valid_from, event_end + 1 as valid_to
from adult_social_care_events
where event_type = 'Service';

-- An assessment or a review is the council's own work and says nothing new about a family. Nor is the reason for support
-- asked for.
insert into fact by name
select row_number, event_ref as local_fact_id, person_id as local_id, 'ADULTS' as agency_id,
    case event_type when 'Service' then 'ADULT_CARE_SERVICE' else 'ADULT_CARE_REQUEST' end as kind,
    event_start as happened_on, case event_type when 'Service' then event_end + 1 end as ended_on,
    event_type = 'Service' as is_spell,
    case event_type when 'Service' then code_label(service_type, map {
        'Short Term Support: ST-Max': 'Reablement', 'Short Term Support: Ongoing Low Level': 'Low-level support',
        'Short Term Support: Other Short Term': 'Other short-term support', 'Long Term Support: Community': 'Support at home',
        'Long Term Support: Residential Care': 'Residential care', 'Long Term Support: Nursing Care': 'Nursing care',
        'Long Term Support: Prison': 'Support in prison', 'Carer Support: Direct to Carer': 'Support for a carer',
        'Carer Support: Support involving the person cared-for': 'Break for a carer'}) end as detail
from adult_social_care_events
where event_type in ('Request', 'Service');

insert into worker by name
select distinct on (worker_id) row_number, 'ADULTS' as agency_id, worker_id as staff_id, worker_name as name,
    'Adult social care worker' as job_title, 'Adult social care' as team, worker_email as email, worker_phone as phone
from adult_social_care_events
where worker_id is not null
order by worker_id, event_start desc, row_number;
