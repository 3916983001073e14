-- What the maternity unit would send: a booking for each baby expected, and for those born in the last two years.

create or replace macro maternity_day(day) as strftime(day, '%d.%m.%Y');

create or replace macro hospital_number(person_id) as
    'H' || lpad(cast((person_id * 3141601 + 53) % 999999999989 as varchar), 12, '0');

create or replace macro booking_number(baby_id) as
    'BK' || lpad(cast((baby_id * 2718281 + 19) % 999999999989 as varchar), 12, '0');

create or replace macro spaced_number(nhs_number) as nhs_number[1:3] || ' ' || nhs_number[4:6] || ' ' || nhs_number[7:10];

create or replace temp table maternity_booking as
select distinct on (baby_id) baby.person_id as baby_id, from_person_id as mother_id, baby.born_on, baby.nhs_number as baby_number,
    coalesce(baby.due_on, baby.born_on + cast(floor(21 * chance(baby.person_id, 'maternity due')) as integer) - 8) as due_on,
    help.staff_id, help.valid_from, help.last_contact_on
from truth.person baby join truth.relation relation on relation.to_person_id = baby.person_id and relation.kind = 'PARENT'
    join truth.person mother on mother.person_id = relation.from_person_id and mother.sex = 'F'
    left join truth.involvement help on help.agency_id = 'MIDWIFERY' and help.person_id = relation.from_person_id
        and help.valid_from between coalesce(baby.due_on, baby.born_on) - 300 and coalesce(baby.due_on, baby.born_on)
where baby.due_on is not null and help.staff_id is not null or baby.born_on > getvariable('as_at') - interval 2 year
order by baby_id, help.valid_from desc nulls last, from_person_id;

insert into truth.record
select distinct 'midwifery', hospital_number(mother_id), mother_id from maternity_booking
union all
select 'midwifery', booking_number(baby_id) || '/B', baby_id from maternity_booking;

create or replace temp table maternity_team as
select list(staff_id order by staff_id) as team from truth.worker where agency_id = 'MIDWIFERY';

create or replace table extract.midwifery_bookings as
select booking_number(baby_id) as "Booking No", hospital_number(mother_id) as "Hospital No",
    spaced_number(maybe(mother.nhs_number, mother_id, 'maternity nhs', 0.03)) as "NHS No",
    written_surname(surname, birth_surname, mother_id, 'maternity', 0.05) as "Surname",
    concat_ws(' ', written_forename(forename, known_as, mother_id, 'maternity', 0.03), maybe(middle_names, mother_id, 'maternity', 0.4))
        as "Forenames",
    case when birth_surname <> surname then maybe(birth_surname, mother_id, 'maternity maiden', 0.3) end as "Maiden Name",
    maternity_day(written_birth(mother.born_on, mother_id, 'maternity', 0.005)) as "DOB",
    written_address(flat, building, number, street, mother_id, 'maternity', 0.08) || ', ' || town as "Address",
    written_postcode(postcode, mother_id, 'maternity', 0.01) as "Postcode",
    case home.kind when 'REFUGE' then 'Y' else 'N' end as "Address Confidential",
    maternity_day(least(getvariable('as_at'),
        coalesce(booking.valid_from, booking.due_on - 215 + cast(floor(40 * chance(baby_id, 'maternity booked')) as integer)))) as "Booked",
    maternity_day(booking.due_on) as "EDD", case when booking.born_on is null then 'OPEN' else 'LB' end as "Outcome",
    maternity_day(booking.born_on) as "Delivered", spaced_number(baby_number) as "Baby NHS No",
    worker.staff_id as "Midwife Code", worker.name as "Named Midwife", worker.team as "Team", worker.email as "Midwife Email",
    worker.phone as "Midwife Tel",
    maternity_day(coalesce(last_contact_on, case when booking.born_on is not null then least(booking.born_on + 24, getvariable('as_at')) end))
        as "Last Seen"
from maternity_booking booking cross join maternity_team
    join truth.person mother on mother.person_id = mother_id
    left join truth.home home on home.person_id = mother_id
    left join truth.worker worker on worker.agency_id = 'MIDWIFERY'
        and worker.staff_id = coalesce(booking.staff_id, pick(maternity_team.team, mother_id, 'maternity team'));
