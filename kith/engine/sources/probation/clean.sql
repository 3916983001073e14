-- Probation: that someone is supervised, since when, by whom. Offence, sentence and risk are not asked for.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, 'PROBATION' as agency_id, 'R' as kind, 'Probation' as name
from probation_supervisions having count(*) > 0;

-- "SURNAME, Forename Middle" in one cell.
insert into person by name
select distinct on (crn) row_number, crn as local_id, 'PROBATION' as agency_id,
    name_case(regexp_extract(name, ', *([^ ]+)', 1)) as forename,
    name_case(nullif(regexp_extract(name, ', *[^ ]+ +(.*)$', 1), '')) as middle_names,
    name_case(split_part(name, ',', 1)) as surname, born_on, sex_code(sex) as sex
from probation_supervisions
order by crn, supervision_start desc, row_number;

insert into address by name
select distinct on (crn) row_number, crn as local_id, main_address as address_text, postcode,
    getvariable('as_at') as as_at
from probation_supervisions
where main_address is not null or postcode is not null
order by crn, supervision_start desc, row_number;

insert into involvement by name
select row_number, crn as local_id, 'PROBATION' as agency_id, 'Probation' as service, practitioner_code as staff_id,
    'Probation practitioner' as role, false as is_lead,
    supervision_start as valid_from, supervision_end + 1 as valid_to, last_attended_on as last_contact_on
from probation_supervisions;

insert into worker by name
select distinct on (practitioner_code) row_number, 'PROBATION' as agency_id, practitioner_code as staff_id,
    practitioner as name, 'Probation practitioner' as job_title, practitioner_email as email, practitioner_tel as phone
from probation_supervisions
where practitioner_code is not null
order by practitioner_code, supervision_start desc, row_number;
