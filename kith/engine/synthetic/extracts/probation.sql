-- What probation would send: who is, or was, under supervision in the community, and by whom.

create or replace macro probation_day(day) as strftime(day, '%Y/%m/%d');

create or replace macro crn(person_id) as 'X' || lpad(cast((person_id * 3301033 + 601) % 999999999989 as varchar), 12, '0');

create or replace temp table supervised as
select distinct on (person_id, valid_from) * from truth.involvement where agency_id = 'PROBATION' order by person_id, valid_from, staff_id;

insert into truth.record select distinct 'probation', crn(person_id), person_id from supervised;

create or replace table extract.probation_supervisions as
select crn(person_id) as "CRN", cast(row_number() over (partition by person_id order by valid_from) as varchar) as "Event No",
    upper(written_surname(surname, birth_surname, person_id, 'probation', 0.03)) || ', '
        || concat_ws(' ', written_forename(forename, known_as, person_id, 'probation', 0.04), middle_names) as "Name",
    probation_day(written_birth(born_on, person_id, 'probation', 0.008)) as "DOB",
    case sex when 'F' then 'Female' when 'M' then 'Male' end as "Sex",
    case when home.kind = 'ORDINARY' then written_address(flat, building, number, street, person_id, 'probation', 0.06) || ', ' || town end
        as "Main Address",
    case when home.kind = 'ORDINARY' then written_postcode(postcode, person_id, 'probation', 0.01) end as "Main Postcode",
    probation_day(valid_from) as "Supervision Start", probation_day(valid_to - 1) as "Supervision End", supervised.staff_id as "Practitioner Code",
    worker.name as "Practitioner", worker.email as "Practitioner Email", worker.phone as "Practitioner Tel",
    probation_day(last_contact_on) as "Last Attended"
from supervised join truth.person using (person_id) left join truth.home home using (person_id)
    left join truth.worker worker on worker.agency_id = 'PROBATION' and worker.staff_id = supervised.staff_id;
