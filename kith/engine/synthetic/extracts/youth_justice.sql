-- What the youth justice service would send: the children it works with, its orders and programmes, proven offences.

create or replace macro justice_day(day) as regexp_replace(strftime(day, '%d %b %Y'), '^0', '');

create or replace macro justice_number(prefix, person_id) as
    prefix || lpad(cast((person_id * 4093082 + 899) % 999999999989 as varchar), 12, '0');

create or replace temp table justice_event as
select event_id, person_id, staff_id, kind, code, detail, happened_on, ended_on from truth.event
where agency_id = 'YJS' and kind in ('OFFENCE', 'YOUTH_JUSTICE_ORDER', 'PREVENTION_PROGRAMME') and person_id is not null;

create or replace temp table justice_help as
select person_id, staff_id, valid_from, valid_to, last_contact_on from truth.involvement
where agency_id = 'YJS' and service <> 'Early help';  -- that is in the early help register

-- Each order or programme with the worker who had the child that day.
create or replace temp table justice_work as
select event_id, event.person_id, coalesce(event.staff_id, help.staff_id) as staff_id, kind, code, detail, happened_on, ended_on,
    help.last_contact_on
from justice_event event
    left join justice_help help on help.person_id = event.person_id
        and help.valid_from between happened_on - 60 and coalesce(ended_on, date '9999-12-31')
where kind <> 'OFFENCE'
qualify row_number() over (partition by event_id order by help.valid_from, help.staff_id) = 1;

-- A worker without an order is there to prevent one.
insert into justice_work
select -row_number() over (order by person_id, valid_from, staff_id, valid_to), person_id, staff_id, 'PREVENTION_PROGRAMME', 'PREV', null, valid_from,
    valid_to, last_contact_on
from justice_help help
where not exists (from justice_work work where work.person_id = help.person_id and help.valid_from between happened_on - 60 and
    coalesce(ended_on, date '9999-12-31'));

create or replace temp table justice_known as
select person_id from justice_event union select person_id from justice_work;

-- The parent or carer who came along: whoever the child is tied to first, more often the mother.
create or replace temp table justice_carer as
select distinct on (child_id) to_person_id as child_id, from_person_id as carer_id,
    case when kind = 'GRANDPARENT' then 'GP' else case kind when 'STEP_PARENT' then 'S' else '' end || case sex when 'F' then 'M' else 'F' end
    end as relationship
from truth.relation join truth.person carer on carer.person_id = from_person_id
where to_person_id in (from justice_known) and kind in ('PARENT', 'STEP_PARENT', 'GRANDPARENT') and died_on is null
order by child_id, kind = 'GRANDPARENT', chance(from_person_id, 'justice carer') - case sex when 'F' then 0.5 else 0 end, from_person_id;

create or replace temp table justice_child as
select known.person_id, home.kind = 'CHILDRENS_HOME' as is_looked_after, home.kind as home_kind, flat, building, number, street, town, postcode,
    case when home.kind = 'CHILDRENS_HOME' then null when chance(known.person_id, 'justice no carer') < 0.1 then null else carer_id end as carer_id,
    relationship
from justice_known known left join truth.home home using (person_id) left join justice_carer on child_id = known.person_id;

insert into truth.record
select 'youth_justice', justice_number('YJ', person_id), person_id from justice_child
union all
select distinct 'youth_justice', justice_number('YJC', carer_id), carer_id from justice_child where carer_id is not null;

create or replace table extract.youth_justice_children as
select justice_number('YJ', child.person_id) as "YJ Number",
    concat_ws(' ', written_forename(person.forename, person.known_as, child.person_id, 'justice', 0.06),
        maybe(person.middle_names, child.person_id, 'justice middle', 0.6)) as "First Name(s)",
    written_surname(person.surname, person.birth_surname, child.person_id, 'justice', 0.05) as "Last Name",
    maybe(person.known_as, child.person_id, 'justice known', 0.5) as "Also Known As",
    justice_day(written_birth(person.born_on, child.person_id, 'justice', 0.01)) as "D.O.B.",
    case person.sex when 'F' then 'Female' when 'M' then 'Male' end as "Gender", person.ethnicity as "Ethnicity",
    case when home_kind <> 'REFUGE' then written_address(flat, building, number, street, child.person_id, 'justice', 0.12) || ', ' || town end
        as "Address",
    case when home_kind <> 'REFUGE' then written_postcode(postcode, child.person_id, 'justice', 0.03) end as "Post Code",
    null as "At Address Since",
    case when carer_id is not null then justice_number('YJC', carer_id) end as "Parent/Carer No",
    written_forename(carer.forename, carer.known_as, carer_id, 'justice', 0.06) || ' '
        || written_surname(carer.surname, carer.birth_surname, carer_id, 'justice', 0.05) as "Parent/Carer Name",
    case when is_looked_after then 'LAC' when carer_id is not null then relationship end as "Parent/Carer Relationship"
from justice_child child join truth.person person using (person_id) left join truth.person carer on carer.person_id = carer_id;

create or replace table extract.youth_justice_interventions as
select case when event_id < 0 then 'IP' else 'I' end || lpad(cast(abs(event_id) as varchar), 9, '0') as "Intervention No",
    justice_number('YJ', person_id) as "YJ Number",
    case
        when code in ('YRO', 'YCC', 'PREV') then code
        when code = 'REFERRAL_ORDER' or detail = 'Referral order' then 'RO'
        when code = 'TURNAROUND' then 'TATC'
        when kind = 'PREVENTION_PROGRAMME' then pick(['PREV', 'TATC'], event_id, 'justice programme')
        else pick(['RO', 'YCC', 'OUT22', 'YRO', 'CR', 'YC'], event_id, 'justice order')
    end as "Type",
    justice_day(happened_on) as "Start", justice_day(ended_on - 1) as "End", staff_id as "Worker ID", name as "Worker",
    email as "Worker Email", phone as "Worker Tel", justice_day(last_contact_on) as "Last Contact"
from justice_work left join truth.worker worker using (staff_id)
where worker.agency_id = 'YJS' or worker.agency_id is null;

create or replace table extract.youth_justice_offences as
select 'O' || lpad(cast(event_id as varchar), 9, '0') as "Offence No", justice_number('YJ', person_id) as "YJ Number",
    justice_day(happened_on) as "Offence Date",
    case code when 'VIOLENCE' then 'AB' when 'THEFT' then 'TH' when 'CRIMINAL_DAMAGE' then 'CD' when 'PUBLIC_ORDER' then 'PO'
        when 'DRUGS' then 'DR' when 'MOTORING' then 'MV' when 'BURGLARY' then 'BU' else 'OT' end as "Category"
from justice_event where kind = 'OFFENCE';
