-- What the health visitors would send: every child under five, those they saw in six years, and the reviews.

create or replace macro health_day(day) as strftime(day, '%Y%m%d');

create or replace macro health_child(person_id) as
    'HVC' || lpad(cast((person_id * 4256233 + 71) % 999999999989 as varchar), 12, '0');

create or replace macro health_mother(person_id) as
    'HVM' || lpad(cast((person_id * 4256233 + 71) % 999999999989 as varchar), 12, '0');

create or replace temp table health_event as
select event_id, person_id, kind, happened_on, code, detail from truth.event
where agency_id = 'HEALTH_VISITING' and kind in ('HEALTH_VISIT', 'HEALTH_VISIT_MISSED', 'HEALTH_STRENGTH') and person_id is not null;

create or replace temp table health_help as
select distinct on (person_id) * from truth.involvement
where agency_id = 'HEALTH_VISITING' and service <> 'Early help'  -- that is in the early help register
order by person_id, valid_from desc, staff_id;

create or replace temp table health_child_known as
select person_id from truth.person
where died_on is null and born_on > getvariable('as_at') - interval 5 year and chance(person_id, 'health unknown') >= 0.02
union
select person_id from health_event
union
select person_id from health_help join truth.person using (person_id) where born_on > getvariable('as_at') - interval 19 year;

create or replace temp table health_mother_of as
select distinct on (to_person_id) to_person_id as person_id, from_person_id as mother_id
from truth.relation join truth.person mother on mother.person_id = from_person_id
where kind = 'PARENT' and mother.sex = 'F' and to_person_id in (from health_child_known)
order by to_person_id, from_person_id;

insert into truth.record
select 'health_visiting', health_child(person_id), person_id from health_child_known
union all
select distinct 'health_visiting', health_mother(mother_id), mother_id from health_mother_of;

-- Where help was never recorded, the team of the place has the child.
create or replace temp table health_team as
select list(staff_id order by staff_id) as team from truth.worker where agency_id = 'HEALTH_VISITING';

create or replace table extract.health_visiting_caseload as
select health_child(child.person_id) as "LOCAL_PATIENT_IDENTIFIER",
    maybe(child.nhs_number, child.person_id, 'health nhs', 0.02) as "NHS_NUMBER",
    upper(written_surname(child.surname, child.birth_surname, child.person_id, 'health', 0.04)) as "PERSON_FAMILY_NAME",
    written_forename(child.forename, child.known_as, child.person_id, 'health', 0.02) as "PERSON_GIVEN_NAME",
    health_day(written_birth(child.born_on, child.person_id, 'health', 0.002)) as "PERSON_BIRTH_DATE",
    case child.sex when 'M' then '1' when 'F' then '2' else '9' end as "PERSON_STATED_GENDER_CODE",
    coalesce(nullif(concat_ws(', ', home.flat, home.building), ''), concat_ws(' ', home.number, home.street)) as "ADDRESS_LINE_1",
    case when home.flat is not null or home.building is not null then concat_ws(' ', home.number, home.street) end as "ADDRESS_LINE_2",
    home.town as "ADDRESS_LINE_3", written_postcode(home.postcode, child.person_id, 'health', 0.01) as "POSTCODE",
    case home.kind when 'REFUGE' then 'Y' else 'N' end as "ADDRESS_SENSITIVE",
    mother.nhs_number as "MOTHER_NHS_NUMBER", health_mother(mother_id) as "MOTHER_LOCAL_IDENTIFIER",
    upper(written_surname(mother.surname, mother.birth_surname, mother_id, 'health', 0.06)) as "MOTHER_FAMILY_NAME",
    written_forename(mother.forename, mother.known_as, mother_id, 'health', 0.04) as "MOTHER_GIVEN_NAME",
    health_day(maybe(written_birth(mother.born_on, mother_id, 'health', 0.01), mother_id, 'health mother birth', 0.05)) as "MOTHER_BIRTH_DATE",
    worker.staff_id as "HV_STAFF_ID", worker.name as "HV_NAME", worker.team as "HV_TEAM", worker.email as "HV_EMAIL",
    worker.phone as "HV_PHONE",
    case help.service when 'School nursing' then 'SN' else 'HV' end as "SERVICE",
    case when help.person_id is null then 'U' else pick(['T', 'T', 'S'], child.person_id, 'health level') end as "SERVICE_LEVEL",
    health_day(coalesce(help.valid_from, child.born_on + 12)) as "CASELOAD_START", health_day(case when help.person_id is not null then help.valid_to - 1
        when child.born_on <= getvariable('as_at') - interval 5 year then cast(child.born_on + interval 5 year as date) - 1 end)
        as "CASELOAD_END"
from health_child_known join truth.person child using (person_id) cross join health_team
    left join (
        -- The trust hears of a move late: one child in fifteen is still at the last address. Never so from or to a refuge.
        select home.* from truth.home home left join truth.home_before was using (person_id)
        where was.person_id is null or chance(person_id, 'health moved') >= 0.07 or 'REFUGE' in (home.kind, was.kind)
        union all
        select was.* from truth.home home join truth.home_before was using (person_id)
        where chance(person_id, 'health moved') < 0.07 and 'REFUGE' not in (home.kind, was.kind)
    ) as home using (person_id)
    left join health_mother_of using (person_id) left join truth.person mother on mother.person_id = mother_id
    left join health_help help on help.person_id = child.person_id
    left join truth.worker worker on worker.agency_id = 'HEALTH_VISITING'
        and worker.staff_id = coalesce(help.staff_id, pick(health_team.team, home.dwelling_id // 400, 'health team'));

create or replace table extract.health_visiting_reviews as
select 'R' || lpad(cast(event_id as varchar), 9, '0') as "REVIEW_IDENTIFIER", health_child(person_id) as "LOCAL_PATIENT_IDENTIFIER",
    case when code = 'R1' then 'NBV' when code = 'R2' then '6W' when code = 'R3' then '1Y' when code = 'R4' then '2Y'
        when happened_on < born_on then 'AN' else 'ADD' end as "REVIEW_TYPE",
    health_day(happened_on - case kind when 'HEALTH_VISIT' then cast(floor(20 * chance(event_id, 'health due')) as integer) else 0 end)
        as "REVIEW_DUE_DATE",
    case when kind <> 'HEALTH_VISIT_MISSED' then health_day(happened_on) end as "REVIEW_DATE",
    case kind when 'HEALTH_VISIT_MISSED' then 'N' else 'A' end as "OUTCOME",
    case when kind = 'HEALTH_STRENGTH' then case detail when 'Breastfed to six weeks' then 'BRF' when 'Immunisations up to date' then 'IMM'
        when 'Speech coming on well' then 'SPE' when 'Healthy weight' then 'WGT' when 'Glasses, reading improves' then 'EYE' else 'OTH' end
        end as "STRENGTH"
from health_event join truth.person using (person_id);
