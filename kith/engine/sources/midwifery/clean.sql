-- Midwifery: mothers, the babies they expect or had, and the named midwife. A pregnancy that ended without a birth
-- leaves no trace: neither a fact nor a baby, whatever the file says.

insert into agency by name
select min(row_number) as row_number, 'MIDWIFERY' as agency_id, 'H' as kind, 'Midwifery' as name
from midwifery_bookings having count(*) > 0;

-- A mother with several bookings: the newest spells her name best.
insert into person by name
select distinct on (hospital_no) row_number, hospital_no as local_id, 'MIDWIFERY' as agency_id,
    name_case(split_part(forenames, ' ', 1)) as forename,
    name_case(nullif(regexp_extract(forenames, ' (.*)$', 1), '')) as middle_names,
    name_case(surname) as surname, name_case(maiden_name) as previous_surname, born_on, 'F' as sex, nhs_number
from midwifery_bookings
where outcome <> 'END'
order by hospital_no, booked_on desc, row_number;

-- A baby not yet born is a record with a due date; once born, with a date of birth and a number. The parents name the
-- child later, so no name is guessed here. A booking still open six weeks after the due date was never closed: no baby.
insert into person by name
select row_number, booking_no || '/B' as local_id, 'MIDWIFERY' as agency_id,
    case when outcome = 'OPEN' then due_on end as due_on, delivered_on as born_on, baby_nhs_number as nhs_number
from midwifery_bookings
where outcome = 'OPEN' and due_on + 42 > getvariable('as_at') or outcome = 'LB' and delivered_on is not null;

insert into relation by name
select row_number, hospital_no as from_local_id, 'PARENT' as kind, booking_no || '/B' as to_local_id
from midwifery_bookings
where outcome = 'OPEN' and due_on + 42 > getvariable('as_at') or outcome = 'LB' and delivered_on is not null;

insert into address by name
select row_number, hospital_no as local_id, address as address_text, postcode, booked_on as valid_from,
    coalesce(last_seen_on, booked_on) as as_at, coalesce(address_confidential, false) as is_protected
from midwifery_bookings
where outcome <> 'END' and (address is not null or postcode is not null);

insert into involvement by name
select row_number, hospital_no as local_id, 'MIDWIFERY' as agency_id, 'Midwifery' as service,
    midwife_code as staff_id, 'Named midwife' as role, false as is_lead, booked_on as valid_from,
    -- Midwives sign off within four weeks of a birth; a booking that nobody closed counts from the due date.
    coalesce(delivered_on, case when due_on + 42 <= getvariable('as_at') then due_on end) + 28 as valid_to,
    last_seen_on as last_contact_on
from midwifery_bookings
where outcome in ('OPEN', 'LB');

insert into fact by name
select row_number, booking_no as local_fact_id, hospital_no as local_id, 'MIDWIFERY' as agency_id, 'PREGNANCY' as kind,
    booked_on as happened_on, delivered_on as ended_on, true as is_spell,
    case when outcome = 'OPEN' then 'Baby due ' || strftime(due_on, '%B %Y') else 'Baby born' end as detail
from midwifery_bookings
where outcome = 'OPEN' and due_on + 42 > getvariable('as_at') or outcome = 'LB' and delivered_on is not null;

insert into worker by name
select distinct on (midwife_code) row_number, 'MIDWIFERY' as agency_id, midwife_code as staff_id, midwife as name,
    'Midwife' as job_title, team, midwife_email as email, midwife_tel as phone
from midwifery_bookings
where midwife_code is not null
order by midwife_code, booked_on desc, row_number;
