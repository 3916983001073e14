-- The early help register: families who agreed to early help, as they and their first worker wrote themselves down.

-- A school or nursery is named by its four-figure number; other agencies by their code in Kith.
create or replace temp macro agency_of(code, type) as
    case when type = 'Nursery' then 'NUR_' || code when type = 'School' then 'SCH_' || code else code end;

-- A person in two cases has one number; the newest case knows them best.
insert into person by name
select row_number, person_number as local_id, 'COUNCIL_EH' as agency_id, name_case(forename) as forename,
    name_case(surname) as surname, name_case(known_as) as known_as, born_on,
    case when born_on is null then due_on end as due_on, died_on, sex_code(sex) as sex, upn
from caf_register
qualify row_number() over (partition by person_number order by opened_on desc, row_number) = 1;

-- Each case holds the address of its day: true when it was opened, and still when it is open.
insert into address by name
select row_number, person_number as local_id, address_lines(address_line) as address_text, postcode,
    opened_on as valid_from, coalesce(closed_on, getvariable('as_at')) as as_at, false as is_protected
from caf_register
where address_line is not null or postcode is not null;

-- Everybody in a case is described from the child it began with ("Self").
insert into relation by name
select other.row_number, other.person_number as from_local_id,
    code_label(other.relationship, getvariable('relationship_labels')) as kind, child.person_number as to_local_id
from caf_register as other join caf_register as child
    on other.caf_number = child.caf_number and child.relationship = 'Self'
where other.relationship <> 'Self' and code_label(other.relationship, getvariable('relationship_labels')) is not null;

-- "Mother's parent" says two things: the grandparent of the child, and the parent of the mother in the same case.
insert into relation by name
select older.row_number, older.person_number as from_local_id, 'PARENT' as kind, parent.person_number as to_local_id
from caf_register as older join caf_register as parent
    on older.caf_number = parent.caf_number and older.relationship = parent.relationship || '''s parent'
where parent.relationship in ('Mother', 'Father');

insert into involvement by name
select row_number, person_number as local_id, agency_of(agency_code, agency_type) as agency_id, service, staff_id, role,
    coalesce(is_lead, false) as is_lead, started_on as valid_from, ended_on as valid_to, last_contact_on
from caf_team;

insert into fact by name
select row_number, caf_number || '-' || person_number as local_fact_id, person_number as local_id,
    agency_of(agency_code, agency_type) as agency_id, 'EARLY_HELP_EPISODE' as kind, opened_on as happened_on,
    closed_on as ended_on, true as is_spell,
    concat_ws('. ', code_label(reason, getvariable('reason_labels')),
        code_label(closure, getvariable('closure_labels'))) as detail
from caf_register
where died_on is null or died_on > opened_on;  -- somebody remembered in the family's own telling is not helped

-- One assessment covers the family: it is shown on the child it began with, once.
insert into fact by name
select row_number, caf_number || '-assessment' as local_fact_id, person_number as local_id,
    agency_of(agency_code, agency_type) as agency_id, 'EARLY_HELP_ASSESSMENT' as kind, assessed_on as happened_on,
    false as is_spell
from caf_register
where assessed_on is not null and relationship = 'Self';

insert into agency by name
select min(row_number) as row_number, agency_of(agency_code, agency_type) as agency_id,
    code_label(agency_type, getvariable('agency_type_labels')) as kind, coalesce(max(agency_name), agency_code) as name
from caf_register
group by agency_code, agency_type;

insert into agency by name
select min(row_number) as row_number, agency_of(agency_code, agency_type) as agency_id,
    code_label(agency_type, getvariable('agency_type_labels')) as kind, coalesce(max(agency_name), agency_code) as name
from caf_team
where agency_code not in (select agency_code from caf_register)
group by agency_code, agency_type;

insert into agency by name
select min(row_number) as row_number, agency_of(agency_code, agency_type) as agency_id,
    code_label(agency_type, getvariable('agency_type_labels')) as kind, coalesce(max(agency_name), agency_code) as name
from caf_workers
where agency_code not in (select agency_code from caf_register union select agency_code from caf_team)
group by agency_code, agency_type;

-- Whoever may be named in a team, whether or not they have a family today.
insert into worker by name
select row_number, agency_of(agency_code, agency_type) as agency_id, staff_id, name, job_title, team, email, phone
from caf_workers;
