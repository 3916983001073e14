-- Nursery places: each provider is an agency of its own.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, provider_urn as agency_id, 'N' as kind, any_value(provider_name) as name
from nursery_places group by provider_urn;

insert into person by name
select distinct on (child_id) row_number, child_id as local_id, provider_urn as agency_id,
    child_first_name as forename, child_surname as surname, preferred_name as known_as, born_on, sex_code(sex) as sex
from nursery_places
order by child_id, start_on desc, row_number;

-- The form asks for no date of birth of the parent.
insert into person by name
select distinct on (parent_id) row_number, parent_id as local_id, provider_urn as agency_id,
    parent_first_name as forename, parent_surname as surname,
    case relationship when 'Mother' then 'F' when 'Father' then 'M' end as sex
from nursery_places
where parent_id is not null
order by parent_id, start_on desc, row_number;

insert into address by name
select row_number, unnest(list_filter([child_id, parent_id], lambda id: id is not null)) as local_id,
    address as address_text, postcode, start_on as as_at
from nursery_places
where address is not null or postcode is not null;

insert into relation by name
select distinct on (parent_id, child_id) row_number, parent_id as from_local_id,
    case when relationship in ('Mother', 'Father') then 'PARENT' when relationship = 'Step-parent' then 'STEP_PARENT'
        when relationship = 'Grandparent' then 'GRANDPARENT' when relationship = 'Foster carer' then 'FOSTER_CARER'
        when relationship = 'Guardian' then 'CARER' else 'CONTACT' end as kind,
    child_id as to_local_id
from nursery_places
where parent_id is not null
order by parent_id, child_id, start_on desc, row_number;

insert into involvement by name
select row_number, child_id as local_id, provider_urn as agency_id, 'Nursery place' as service,
    key_person_id as staff_id, case when key_person_id is not null then 'Key person' end as role, false as is_lead,
    start_on as valid_from, end_on + 1 as valid_to
from nursery_places;

insert into worker by name
select distinct on (provider_urn, key_person_id) row_number, provider_urn as agency_id, key_person_id as staff_id,
    key_person as name, 'Key person' as job_title, key_person_email as email, key_person_tel as phone
from nursery_places
where key_person_id is not null
order by provider_urn, key_person_id, start_on desc, row_number;
