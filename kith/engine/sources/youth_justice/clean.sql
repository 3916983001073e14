-- Youth justice: children the service works with, what it does with them, and proven offences.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, 'YJS' as agency_id, 'Y' as kind, 'Youth justice' as name
from youth_justice_children having count(*) > 0;

-- "First Name(s)" holds them all, the first one first.
insert into person by name
select row_number, child_no as local_id, 'YJS' as agency_id,
    split_part(first_names, ' ', 1) as forename, nullif(regexp_extract(first_names, ' (.*)$', 1), '') as middle_names,
    last_name as surname, known_as, born_on, sex_code(gender) as sex, ethnicity
from youth_justice_children;

-- A parent is known by name alone: no date of birth, no address of their own.
insert into person by name
select distinct on (carer_no) row_number, carer_no as local_id, 'YJS' as agency_id,
    split_part(carer_name, ' ', 1) as forename, nullif(regexp_extract(carer_name, ' (.*)$', 1), '') as surname,
    case carer_relationship when 'M' then 'F' when 'SM' then 'F' when 'F' then 'M' when 'SF' then 'M' end as sex
from youth_justice_children
where carer_no is not null and carer_relationship <> 'LAC'
order by carer_no, row_number;

insert into address by name
select row_number, child_no as local_id, address as address_text, postcode, address_from as valid_from,
    getvariable('as_at') as as_at
from youth_justice_children
where address is not null or postcode is not null;

insert into relation by name
select row_number, carer_no as from_local_id,
    case when carer_relationship in ('M', 'F') then 'PARENT' when carer_relationship in ('SM', 'SF') then 'STEP_PARENT'
        when carer_relationship = 'GP' then 'GRANDPARENT' else 'CONTACT' end as kind,
    child_no as to_local_id
from youth_justice_children
where carer_no is not null and carer_relationship <> 'LAC';

insert into involvement by name
select row_number, child_no as local_id, 'YJS' as agency_id,
    case when type in ('PREV', 'TATC') then 'Youth justice prevention' else 'Youth justice' end as service,
    worker_id as staff_id, 'Youth justice worker' as role, false as is_lead,
    start_on as valid_from, end_on + 1 as valid_to, last_contact_on
from youth_justice_interventions;

-- Prevention is help that was taken up, not a sentence: it is a fact of its own kind.
insert into fact by name
select row_number, intervention_no as local_fact_id, child_no as local_id, 'YJS' as agency_id,
    case when type in ('PREV', 'TATC') then 'PREVENTION_PROGRAMME' else 'YOUTH_JUSTICE_ORDER' end as kind,
    start_on as happened_on, end_on + 1 as ended_on, true as is_spell,
    code_label(type, map {
        'RO': 'Referral order', 'YRO': 'Youth rehabilitation order', 'DTO': 'Detention and training order',
        'REP': 'Reparation order', 'YCC': 'Youth conditional caution', 'YC': 'Youth caution',
        'OUT22': 'Deferred prosecution', 'CR': 'Community resolution', 'PREV': 'Prevention programme',
        'TATC': 'Turnaround programme'}) as detail
from youth_justice_interventions;

-- The broad category only; what exactly happened, and to whom, stays with the service.
insert into fact by name
select row_number, offence_no as local_fact_id, child_no as local_id, 'YJS' as agency_id, 'OFFENCE' as kind,
    offence_on as happened_on, false as is_spell,
    code_label(category, map {
        'AB': 'Against the person', 'TH': 'Theft', 'CD': 'Criminal damage', 'PO': 'Public order', 'DR': 'Drugs',
        'MV': 'Motoring', 'RB': 'Robbery', 'BU': 'Burglary', 'OT': 'Other'}) as detail
from youth_justice_offences;

insert into worker by name
select distinct on (worker_id) row_number, 'YJS' as agency_id, worker_id as staff_id, worker as name,
    'Youth justice worker' as job_title, 'Youth justice service' as team, worker_email as email, worker_tel as phone
from youth_justice_interventions
where worker_id is not null
order by worker_id, start_on desc, row_number;
