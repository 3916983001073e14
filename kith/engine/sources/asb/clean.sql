-- Anti-social behaviour: mostly facts about a place. Reports in which nothing was found are left out: some neighbours
-- report a family again and again, and a report is no finding.

insert into agency by name
select min(row_number) as row_number, 'COUNCIL_ASB' as agency_id, 'B' as kind, 'Community Safety' as name
from asb_incidents having count(*) > 0;

-- Only someone an officer works with, or who was warned or signed an agreement, is named: "Surname, Forename", without
-- a date of birth.
insert into person by name
select distinct on (subject_no) row_number, subject_no as local_id, 'COUNCIL_ASB' as agency_id,
    name_case(split_part(subject_name, ',', 2)) as forename, name_case(split_part(subject_name, ',', 1)) as surname
from asb_casework
order by subject_no, opened_on desc, row_number;

insert into person by name
select distinct on (subject_no) row_number, subject_no as local_id, 'COUNCIL_ASB' as agency_id,
    name_case(split_part(subject_name, ',', 2)) as forename, name_case(split_part(subject_name, ',', 1)) as surname
from asb_incidents
where subject_no is not null and outcome in ('Warning', 'Agreement') and subject_no not in (select local_id from person)
order by subject_no, reported_on desc, row_number;

insert into address by name
select row_number, subject_no as local_id, address as address_text, postcode, coalesce(last_seen_on, opened_on) as as_at
from asb_casework
where address is not null or postcode is not null;

insert into address by name
select row_number, subject_no as local_id, uprn, address as address_text, postcode, reported_on as as_at
from asb_incidents
where subject_no is not null and outcome in ('Warning', 'Agreement');

-- Who reported it is not asked for.
insert into fact by name
select row_number, ref as local_fact_id,
    case when outcome in ('Warning', 'Agreement') then subject_no end as local_id, 'COUNCIL_ASB' as agency_id,
    'ASB_INCIDENT' as kind, reported_on as happened_on, false as is_spell,
    code_label(type, map {
        'Noise': 'Noise', 'Nuisance': 'Nuisance behaviour', 'Harassment': 'Harassment', 'Graffiti': 'Damage or graffiti',
        'Litter': 'Litter or fly-tipping', 'Vehicle': 'Vehicle nuisance', 'Animals': 'Animals', 'Drugs': 'Drugs'}) as detail,
    uprn, address as address_text, postcode
from asb_incidents
where outcome in ('Upheld', 'Warning', 'Agreement');

insert into involvement by name
select row_number, subject_no as local_id, 'COUNCIL_ASB' as agency_id, 'Community safety' as service,
    officer_no as staff_id, 'Community safety officer' as role, false as is_lead, opened_on as valid_from,
    closed_on + 1 as valid_to,  -- the last day is still inside
    last_seen_on as last_contact_on
from asb_casework;

insert into worker by name
select distinct on (officer_no) row_number, 'COUNCIL_ASB' as agency_id, officer_no as staff_id, officer as name,
    'Community safety officer' as job_title, 'Community safety' as team, email, telephone as phone
from asb_casework
order by officer_no, opened_on desc, row_number;
