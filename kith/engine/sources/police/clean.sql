-- Police: people in incidents, the incidents, and the officers who work with a few of them.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, 'POLICE' as agency_id, 'P' as kind, 'Wexmoor Police' as name
from police_nominals having count(*) > 0;

-- A nominal who was only ever a witness or an informant is left out: nobody else needs to know who rang or who saw it.
insert into person by name
select row_number, nominal_ref as local_id, 'POLICE' as agency_id,
    name_case(forename_1) as forename, name_case(forename_2) as middle_names, name_case(surname) as surname,
    name_case(alias_surname) as previous_surname,
    born_on,  -- an approximate age (AGE_APPROX) never becomes a date of birth
    sex_code(gender) as sex
from police_nominals
where nominal_ref in (select nominal_ref from police_incidents where role not in ('WIT', 'INF'))
    or nominal_ref in (select nominal_ref from police_officers);

insert into address by name
select row_number, nominal_ref as local_id, home_address as address_text, postcode, address_recorded_on as as_at
from police_nominals
where nominal_ref in (select local_id from person) and (home_address is not null or postcode is not null);

-- A person reported missing is the one who was missing, not whoever reported it. Roles are not carried further: a label
-- such as "suspected" would follow someone round. The place of the incident is not asked for.
insert into fact by name
select row_number, incident_ref || '/' || nominal_ref as local_fact_id, nominal_ref as local_id, 'POLICE' as agency_id,
    case
        when incident_type = 'MIS' then 'MISSING_EPISODE'
        when da_marker or incident_type = 'DOM' then 'DOMESTIC_ABUSE_CALL_OUT'
        else 'POLICE_CALL_OUT'
    end as kind,
    occurred_on as happened_on,
    case when incident_type = 'MIS' then returned_on + 1 end as ended_on,
    incident_type = 'MIS' as is_spell,
    code_label(incident_type, map {
        'DOM': 'Domestic incident', 'CFS': 'Concern for safety', 'MIS': 'Missing person', 'VIO': 'Violence',
        'NUI': 'Nuisance or disorder', 'CRI': 'Other crime'}) as detail
from police_incidents
where role not in ('WIT', 'INF') and (incident_type <> 'MIS' or role = 'MIS');

-- The team is left out here and below: the name of a unit can tell of domestic abuse to whoever reads over a shoulder.
insert into involvement by name
select row_number, nominal_ref as local_id, 'POLICE' as agency_id, 'Police' as service,
    collar_no as staff_id, 'Named officer' as role, false as is_lead,
    allocated_on as valid_from, released_on + 1 as valid_to, last_seen_on as last_contact_on
from police_officers;

insert into worker by name
select distinct on (collar_no) row_number, 'POLICE' as agency_id, collar_no as staff_id, officer as name,
    'Police officer' as job_title, email, telephone as phone
from police_officers
order by collar_no, allocated_on desc, row_number;
