-- Health visiting: children under five, each with the mother as the trust knows her, and the reviews of the programme.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, 'HEALTH_VISITING' as agency_id, 'H' as kind, 'Health visiting' as name
from health_visiting_caseload having count(*) > 0;

insert into person by name
select row_number, local_patient_id as local_id, 'HEALTH_VISITING' as agency_id,
    name_case(given_name) as forename, name_case(family_name) as surname, born_on, sex_code(gender) as sex, nhs_number
from health_visiting_caseload;

-- A mother is on many rows, one for each child; the youngest child's row is the newest word on her name. She is on
-- the trust's list for her child only, so no address and no involvement is taken for her from here.
insert into person by name
select distinct on (mother_id) row_number, mother_id as local_id, 'HEALTH_VISITING' as agency_id,
    name_case(mother_given_name) as forename, name_case(mother_family_name) as surname, mother_born_on as born_on,
    'F' as sex, mother_nhs_number as nhs_number
from health_visiting_caseload
where mother_id is not null
order by mother_id, born_on desc nulls last, row_number;

insert into address by name
select row_number, local_patient_id as local_id,
    address_lines(address_line_1, address_line_2, address_line_3) as address_text, postcode,
    getvariable('as_at') as as_at, coalesce(address_sensitive, false) as is_protected
from health_visiting_caseload
where address_line_1 is not null or postcode is not null;

-- "Mother" on the trust's list is the birth mother as registered.
insert into relation by name
select row_number, mother_id as from_local_id, 'PARENT' as kind, local_patient_id as to_local_id, born_on as valid_from
from health_visiting_caseload
where mother_id is not null;

insert into involvement by name
select row_number, local_patient_id as local_id, 'HEALTH_VISITING' as agency_id,
    case service when 'SN' then 'School nursing' else 'Health visiting' end
        || case service_level when 'T' then ', targeted' when 'S' then ', specialist' else '' end as service,
    staff_id, case service when 'SN' then 'School nurse' else 'Health visitor' end as role, false as is_lead,
    caseload_start as valid_from, caseload_end + 1 as valid_to,
    case when seen_on <= coalesce(caseload_end, seen_on) then seen_on end as last_contact_on
from health_visiting_caseload
left join (
    select local_patient_id, max(review_on) as seen_on from health_visiting_reviews
    where outcome = 'A' group by local_patient_id
) as seen using (local_patient_id);

-- Attended, not attended or declined. What the service itself cancelled, or is not yet due, says nothing about a family.
insert into fact by name
select row_number, review_id as local_fact_id, local_patient_id as local_id, 'HEALTH_VISITING' as agency_id,
    case when outcome = 'N' then 'HEALTH_VISIT_MISSED' when strength is not null then 'HEALTH_STRENGTH'
        else 'HEALTH_VISIT' end as kind,
    coalesce(review_on, due_on) as happened_on, false as is_spell,
    coalesce(
        code_label(strength, map {
            'BRF': 'Breastfed to six weeks', 'IMM': 'Immunisations up to date', 'SPE': 'Speech coming on well',
            'WGT': 'Healthy weight', 'EYE': 'Glasses, reading improves', 'OTH': 'Going well'}),
        code_label(review_type, map {
            'AN': 'Before birth', 'NBV': 'New birth visit', '6W': '6 to 8 weeks', '1Y': '12 months', '2Y': '2 to 2½ years',
            'ADD': 'Additional visit'})) as detail
from health_visiting_reviews
where outcome in ('A', 'N') and coalesce(review_on, due_on) is not null;

insert into worker by name
select distinct on (staff_id) row_number, 'HEALTH_VISITING' as agency_id, staff_id, staff_name as name,
    case service when 'SN' then 'School nurse' else 'Health visitor' end as job_title, team, staff_email as email,
    staff_phone as phone
from health_visiting_caseload
where staff_id is not null
order by staff_id, caseload_start desc, row_number;
