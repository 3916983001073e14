-- Mental health: open or not, since when. No fact is made: nothing of this belongs on a chronology. A referral that was
-- not accepted is left out altogether.

-- One trust, two agencies, so that each can be agreed with and shown apart.
insert into agency by name
select min(row_number) as row_number, case service when 'CYP' then 'CAMHS' else 'ADULT_MH' end as agency_id, 'M' as kind,
    case service when 'CYP' then 'Child and adolescent mental health' else 'Adult mental health' end as name
from mental_health_referrals
where status <> 'RJCT'
group by 2, 4;

insert into person by name
select distinct on (patient_id) row_number, patient_id as local_id,
    case service when 'CYP' then 'CAMHS' else 'ADULT_MH' end as agency_id,
    name_case(given_name) as forename, name_case(family_name) as surname, born_on, sex_code(gender) as sex, nhs_number
from mental_health_referrals
where status <> 'RJCT'
order by patient_id, received_on desc, row_number;

insert into address by name
select distinct on (patient_id) row_number, patient_id as local_id, postcode, received_on as as_at
from mental_health_referrals
where status <> 'RJCT' and postcode is not null
order by patient_id, received_on desc, row_number;

-- The trust names no worker: the team's number is in the directory.
insert into involvement by name
select row_number, patient_id as local_id, case service when 'CYP' then 'CAMHS' else 'ADULT_MH' end as agency_id,
    code_label(service, map {
        'CYP': 'Children''s mental health', 'AMH': 'Adult mental health', 'PMH': 'Perinatal mental health'})
        || case status when 'WAIT' then ', waiting' else '' end as service,
    false as is_lead, received_on as valid_from, closed_on as valid_to
from mental_health_referrals
where status <> 'RJCT';
