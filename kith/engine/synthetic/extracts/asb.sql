-- What the community safety team's log would hold: reports about places, about half of which came to nothing.

create or replace macro subject_number(person_id) as
    'SUB' || lpad(cast((person_id * 8191013 + 211) % 999999999989 as varchar), 12, '0');

create or replace temp table asb_event as
select event_id, event.person_id, event.code, event.happened_on, dwelling.*
from truth.event event
    left join truth.residence residence on residence.person_id = case when event.dwelling_id is null then event.person_id end
        and residence.valid_from <= event.happened_on and coalesce(residence.valid_to, date '9999-12-31') > event.happened_on
    join truth.dwelling dwelling on dwelling.dwelling_id = coalesce(event.dwelling_id, residence.dwelling_id)
where event.kind = 'ASB_INCIDENT' and dwelling.kind <> 'REFUGE'
qualify row_number() over (partition by event_id order by residence.valid_from desc, dwelling.dwelling_id) = 1;

-- The same neighbours wrote again, and nothing was found; some reports are still open.
create or replace temp table asb_report as
select event_id, happened_on, dwelling_id, code,
    case when person_id is not null and chance(event_id, 'asb warned') < 0.15 then pick(['Warning', 'Warning', 'Agreement'], event_id, 'asb outcome')
        else 'Upheld' end as outcome, person_id
from asb_event
union all
select -event_id, least(happened_on + 3 + cast(floor(40 * chance(event_id, 'asb again')) as integer), getvariable('as_at')), dwelling_id, code,
    case when happened_on > getvariable('as_at') - 60 then 'Open' else 'No evidence' end, null
from asb_event where chance(event_id, 'asb again?') < 0.8;

create or replace temp table asb_help as
select distinct on (person_id, valid_from) * from truth.involvement
where agency_id = 'COUNCIL_ASB' and service <> 'Early help' order by person_id, valid_from, staff_id;

insert into truth.record
select 'asb', subject_number(person_id), person_id
from (select person_id from asb_report where outcome in ('Warning', 'Agreement') and person_id is not null union select person_id from asb_help);

create or replace table extract.asb_incidents as
select 'ASB-' || lpad(cast(abs(event_id) * 2 + cast(event_id < 0 as integer) as varchar), 9, '0') as "Ref", happened_on as "Date reported",
    case code when 'NOISE' then 'Noise' when 'RUBBISH' then 'Litter' when 'DRUGS' then 'Drugs' when 'HARASSMENT' then 'Harassment'
        when 'DAMAGE' then 'Graffiti' else pick(['Nuisance', 'Nuisance', 'Vehicle', 'Animals'], event_id, 'asb type') end as "Type",
    written_address(flat, building, number, street, event_id, 'asb', 0.3) || ', ' || town as "Address",
    maybe(uprn, event_id, 'asb uprn', 0.5) as "UPRN",
    maybe(written_postcode(postcode, event_id, 'asb', 0.05), event_id, 'asb postcode', 0.12) as "Postcode", outcome as "Outcome",
    case when outcome in ('Warning', 'Agreement') then subject_number(person_id) end as "Subject no",
    case when outcome in ('Warning', 'Agreement') then written_surname(surname, birth_surname, event_id, 'asb', 0.1) || ', '
        || written_forename(forename, known_as, event_id, 'asb', 0.2) end as "Subject (if warned)"
from asb_report join truth.dwelling using (dwelling_id) left join truth.person using (person_id);

create or replace table extract.asb_casework as
select subject_number(person_id) as "Subject no", surname || ', ' || forename as "Subject",
    case when home.kind <> 'REFUGE' then plain_address(flat, building, number, street) || ', ' || town end as "Address",
    case when home.kind <> 'REFUGE' then postcode end as "Postcode", help.staff_id as "Officer no", worker.name as "Officer",
    worker.email as "Email", worker.phone as "Telephone", help.valid_from as "Opened", help.valid_to - 1 as "Closed",
    help.last_contact_on as "Last seen"
from asb_help help join truth.person using (person_id) left join truth.home home using (person_id)
    left join truth.worker worker on worker.agency_id = 'COUNCIL_ASB' and worker.staff_id = help.staff_id;
