-- What the police would send: everybody in an incident of theirs, under the name, age and address given that day.

create or replace macro police_day(day) as upper(strftime(day, '%d-%b-%Y'));

-- A nominal number; one person in eight who came to notice twice has a second one, under another spelling.
create or replace macro nominal_number(person_id, nth) as
    'NM' || lpad(cast((person_id * 7368787 + nth * 500000000003) % 999999999989 as varchar), 12, '0');

create or replace temp table police_event as
select event_id, episode_id, person_id, happened_on, ended_on, kind, code, detail from truth.event
where agency_id = 'POLICE' and kind in ('POLICE_CALL_OUT', 'DOMESTIC_ABUSE_CALL_OUT', 'MISSING_EPISODE') and person_id is not null;

-- Everybody in an incident; besides, now and then, who saw it (for want of a neighbour, somebody of the incident before),
-- and the parent who reports a child missing.
create or replace temp table police_part as
select episode_id, person_id, happened_on, ended_on, kind, detail,
    case code when 'VICTIM' then 'VIC' when 'SUSPECT' then 'SUS' when 'CHILD_PRESENT' then 'CHI' when 'MISSING' then 'MIS' else 'INV' end as role
from police_event
union all
select episode_id, from_person_id, happened_on, ended_on, event.kind, detail, 'INF'
from police_event event join truth.relation relation on event.kind = 'MISSING_EPISODE' and relation.kind = 'PARENT' and person_id = to_person_id
where chance(event_id, 'police reporter') < 0.6
union all
select episode_id, before_id, happened_on, null, kind, detail, pick(['WIT', 'INF'], event_id, 'police witness')
from (select *, lag(person_id) over (order by event_id) as before_id from police_event where kind = 'POLICE_CALL_OUT')
where chance(event_id, 'police witness?') < 0.1;

-- One row for each part, with the number it was filed under.
create or replace temp table police_filed as
select distinct on (episode_id, person_id) *,
    case when chance(person_id, 'police second number') < 0.12 and chance(episode_id, 'police which number') < 0.4 then 1 else 0 end as nth
from police_part where person_id in (select person_id from truth.person where born_on is not null)
order by episode_id, person_id, role = 'WIT' or role = 'INF', role;

create or replace temp table police_officer as
select person_id, staff_id, valid_from, valid_to, last_contact_on from truth.involvement where agency_id = 'POLICE';

create or replace temp table police_nominal as
select person_id, nth, nominal_number(person_id, nth) as number, max(happened_on) as seen_on
from (
    select person_id, nth, happened_on from police_filed
    union all
    select person_id, 0, valid_from from police_officer
) group by person_id, nth;

-- The home they gave: where they lived that day. A refuge is never written down.
create or replace temp table police_address as
select nominal.number, flat, building, dwelling.number as house, street, town, postcode
from police_nominal nominal
    join truth.residence residence using (person_id) join truth.dwelling dwelling using (dwelling_id)
where dwelling.kind <> 'REFUGE' and residence.valid_from <= seen_on and coalesce(residence.valid_to, date '9999-12-31') > seen_on
qualify row_number() over (partition by nominal.number order by residence.valid_from desc, dwelling_id) = 1;

insert into truth.record select 'police', number, person_id from police_nominal;

create or replace table extract.police_nominals as
select number as "NOMINAL_REF",
    upper(written_surname(surname, birth_surname, number, 'police', 0.07)) as "SURNAME",
    upper(written_forename(forename, known_as, number, 'police', 0.12)) as "FORENAME_1",
    upper(maybe(split_part(middle_names, ' ', 1), number, 'police middle', 0.5)) as "FORENAME_2",
    case when birth_surname <> surname then upper(maybe(birth_surname, number, 'police alias', 0.8)) end as "ALIAS_SURNAME",
    case when chance(number, 'police no birth') >= 0.1
        then police_day(written_birth(born_on, number, 'police', 0.04)) end as "DOB",
    case when chance(number, 'police no birth') < 0.1
        then cast(greatest(year(seen_on) - year(born_on) - 2 + cast(floor(5 * chance(number, 'police guess')) as bigint), 1) as varchar)
    end as "AGE_APPROX",
    case when chance(number, 'police sex') < 0.02 then 'U' else sex end as "GENDER",
    case when chance(number, 'police no address') >= 0.08
        then upper(written_address(flat, building, house, street, number, 'police', 0.2) || ', ' || town) end as "HOME_ADDRESS",
    case when chance(number, 'police no address') >= 0.08
        then maybe(written_postcode(postcode, number, 'police', 0.04), number, 'police postcode', 0.35) end as "POSTCODE",
    police_day(seen_on) as "ADDRESS_RECORDED"
from police_nominal join truth.person using (person_id) left join police_address using (number);

create or replace table extract.police_incidents as
select 'WX-' || strftime(happened_on, '%y') || '-' || lpad(cast(episode_id as varchar), 8, '0') as "INCIDENT_REF",
    police_day(happened_on) as "OCCURRED",
    case when kind = 'MISSING_EPISODE' then 'MIS' when kind = 'DOMESTIC_ABUSE_CALL_OUT' then 'DOM' when detail = 'Concern for safety' then 'CFS'
        when detail = 'Assault' then 'VIO' when detail in ('Theft', 'Criminal damage') then 'CRI' else 'NUI' end as "INCIDENT_TYPE",
    case kind when 'DOMESTIC_ABUSE_CALL_OUT' then 'Y' else 'N' end as "DA_MARKER",
    nominal_number(person_id, nth) as "NOMINAL_REF", role as "ROLE",
    case when kind = 'MISSING_EPISODE' then police_day(ended_on) end as "MISSING_RETURNED"
from police_filed;

create or replace table extract.police_officers as
select nominal_number(person_id, 0) as "NOMINAL_REF", staff_id as "COLLAR_NO", name as "OFFICER", email as "EMAIL",
    phone as "TEL", police_day(valid_from) as "ALLOCATED", police_day(valid_to - 1) as "RELEASED", police_day(last_contact_on) as "LAST_SEEN"
from police_officer join truth.worker worker using (staff_id) where worker.agency_id = 'POLICE';
