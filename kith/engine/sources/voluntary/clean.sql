-- Charities' workbook: few dates of birth, some addresses, and the worker a family chose for itself.

insert into person by name
select row_number, person_ref as local_id, charity_code as agency_id, name_case(forename) as forename,
    name_case(surname) as surname, born_on
from voluntary_families
qualify row_number() over (partition by person_ref order by started_on desc, row_number) = 1;

-- The address was given when the help began; the charity confirms it when it meets the family.
insert into address by name
select row_number, person_ref as local_id, address_lines(address_line) as address_text, postcode,
    coalesce(last_contact_on, started_on) as as_at, false as is_protected
from voluntary_families
where address_line is not null or postcode is not null;

insert into involvement by name
select row_number, person_ref as local_id, charity_code as agency_id, service, staff_id, role, false as is_lead,
    started_on as valid_from, ended_on as valid_to, last_contact_on
from voluntary_families;

insert into fact by name
select row_number, concat_ws('-', person_ref, charity_code, strftime(started_on, '%Y%m%d')) as local_fact_id,
    person_ref as local_id, charity_code as agency_id, 'VOLUNTARY_SUPPORT' as kind, started_on as happened_on, ended_on,
    true as is_spell, concat_ws(': ', charity, service) as detail
from voluntary_families;

insert into agency by name
select min(row_number) as row_number, charity_code as agency_id, 'V' as kind, coalesce(max(charity), charity_code) as name
from voluntary_families
group by charity_code;

insert into worker by name
select row_number, charity_code as agency_id, staff_id, worker_name as name, role as job_title
from voluntary_families
where staff_id is not null
qualify row_number() over (partition by charity_code, staff_id order by started_on desc, row_number) = 1;
