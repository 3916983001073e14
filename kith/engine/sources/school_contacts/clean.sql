-- Schools' lists: of contacts, the one place that says who is whose parent, step-parent or carer; and of pupils they support.

-- Family only. Childminders, social workers, doctors and friends are named so that somebody can be rung: they are not family,
-- and no record is made of them.
create or replace temp macro kind_of_contact(relationship) as code_label(relationship, map {
    'PAM': 'PARENT', 'PAF': 'PARENT', 'STP': 'STEP_PARENT', 'FOM': 'FOSTER_CARER', 'FOF': 'FOSTER_CARER', 'CAR': 'CARER',
    'GPR': 'GRANDPARENT', 'FAM': 'OTHER_RELATIVE', 'REL': 'OTHER_RELATIVE'});

-- The pupils, as this list names them: one row of each.
insert into person by name
select row_number, laestab || '-' || adno as local_id, 'SCH_' || right(laestab, 4) as agency_id,
    name_case(forename) as forename, name_case(surname) as surname, born_on, upn
from school_contacts
qualify row_number() over (partition by laestab, adno order by row_number) = 1;

-- The contacts. A school asks no date of birth of them; title and relationship tell their sex.
insert into person by name
select row_number, laestab || '-C' || contact_id as local_id, 'SCH_' || right(laestab, 4) as agency_id,
    name_case(contact_forename) as forename, name_case(contact_surname) as surname,
    case when relationship in ('PAM', 'FOM') or title in ('Mrs', 'Miss', 'Ms') then 'F'
        when relationship in ('PAF', 'FOF') or title = 'Mr' then 'M' end as sex
from school_contacts
where kind_of_contact(relationship) is not null
qualify row_number() over (partition by laestab, contact_id order by row_number) = 1;

-- A contact has one address however many children they have. Of a pupil who left, it was true when they left.
insert into address by name
select row_number, laestab || '-C' || contact_id as local_id, address_lines(address_line, town) as address_text, postcode,
    least(coalesce(left_on, getvariable('as_at')), getvariable('as_at')) as as_at, false as is_protected
from school_contacts
where kind_of_contact(relationship) is not null and (address_line is not null or postcode is not null)
qualify row_number() over (partition by laestab, contact_id order by row_number) = 1;

-- A pupil lives where a contact lives who is said to live with them: the first in the school's order.
insert into address by name
select row_number, laestab || '-' || adno as local_id, address_lines(address_line, town) as address_text, postcode,
    least(coalesce(left_on, getvariable('as_at')), getvariable('as_at')) as as_at, false as is_protected
from school_contacts
where kind_of_contact(relationship) is not null and lives_with_pupil and (address_line is not null or postcode is not null)
qualify row_number() over (partition by laestab, adno order by priority, row_number) = 1;

insert into relation by name
select row_number, laestab || '-C' || contact_id as from_local_id, kind_of_contact(relationship) as kind,
    laestab || '-' || adno as to_local_id
from school_contacts
where kind_of_contact(relationship) is not null;

-- A named member of staff who supports a pupil. Being on the roll is no involvement.
insert into involvement by name
select row_number, laestab || '-' || adno as local_id, 'SCH_' || right(laestab, 4) as agency_id, service, staff_id, role,
    false as is_lead, started_on as valid_from, ended_on as valid_to, last_contact_on
from school_support;

insert into agency by name
select min(row_number) as row_number, 'SCH_' || right(laestab, 4) as agency_id, 'S' as kind,
    coalesce(max(school), 'School ' || right(laestab, 4)) as name
from school_contacts
group by right(laestab, 4);
