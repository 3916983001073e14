-- What the umbrella organisation would send: whom each charity helps, with few dates of birth and some addresses.

create or replace macro wva_number(person_id) as 'WVA' || lpad(cast((person_id * 40692 + 23) % 99999989 as varchar), 8, '0');

-- A charity either names its worker (an involvement) or only says that it helped.
-- Where a charity leads early help, the early help register says so.
create or replace temp table helped as
select person_id, agency_id, service, staff_id, role, valid_from, valid_to, last_contact_on
from truth.involvement join truth.agency using (agency_id)
where agency.kind = 'V' and service is distinct from 'Early help'
qualify row_number() over (partition by person_id, agency_id, valid_from order by staff_id) = 1;

insert into helped
select person_id, agency_id, any_value(detail), max(staff_id), null, happened_on, max(ended_on), null
from truth.event
where kind = 'VOLUNTARY_SUPPORT'
    and not exists (select 1 from helped as known where known.person_id = event.person_id and known.agency_id = event.agency_id
        and known.valid_from between happened_on - 31 and happened_on + 31)
group by person_id, agency_id, happened_on;

insert into truth.record select distinct 'voluntary', wva_number(person_id), person_id from helped;

create or replace table extract.voluntary_families as
select wva_number(person_id) as "Our ref", agency_id as "Charity code", agency.name as "Charity",
    written_forename(forename, known_as, person_id, 'charity', 0.16) as "First name",
    written_surname(surname, birth_surname, person_id, 'charity', 0.08) as "Last name",
    -- The planted families (person_id below 1,000) are known well enough to be found, for the documents speak of them.
    maybe(written_birth(born_on, person_id, 'charity', 0.03), person_id, 'charity birth',
        case when person_id < 1000 then 0 else 0.85 end) as "DOB (if known)",
    case when home.kind <> 'REFUGE' then nullif(maybe(written_address(flat, building, number, street, person_id, 'charity', 0.2),
        person_id, 'charity home', case when person_id < 1000 then 0 else 0.45 end), '') end as "Address",
    case when home.kind <> 'REFUGE' then maybe(written_postcode(postcode, person_id, 'charity', 0.06),
        person_id, 'charity home', case when person_id < 1000 then 0 else 0.45 end) end as "Postcode",
    service as "What we do", worker.name as "Worker", staff_id as "Worker ref", coalesce(role, worker.job_title) as "Role",
    valid_from as "Started", last_contact_on as "Last seen", valid_to as "Finished"
from helped join truth.agency using (agency_id) join truth.person using (person_id)
left join truth.worker using (agency_id, staff_id) left join truth.home using (person_id);

drop table helped;
