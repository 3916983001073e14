-- What the early years headcount would hold: each funded place of a small child, with the adult who signed.

create or replace macro nursery_day(day) as strftime(day, '%d-%b-%y');

create or replace macro nursery_number(prefix, person_id) as
    prefix || lpad(cast((person_id * 9576890 + 733) % 999999999989 as varchar), 12, '0');

create or replace temp table nursery_place as
select distinct on (person_id, agency_id, valid_from) person_id, agency_id, valid_from, valid_to from truth.roll
where agency_id like 'NUR%' and valid_from <= getvariable('as_at') and valid_from > getvariable('as_at') - interval 3 year
order by person_id, agency_id, valid_from;

-- Mostly the mother signs; where a grandparent brings the child up, the grandparent.
create or replace temp table nursery_adult as
select distinct on (child_id) to_person_id as child_id, from_person_id as adult_id,
    case relation.kind when 'PARENT' then case sex when 'F' then 'Mother' else 'Father' end when 'STEP_PARENT' then 'Step-parent'
        when 'GRANDPARENT' then 'Grandparent' when 'FOSTER_CARER' then 'Foster carer' else 'Guardian' end as relationship
from truth.relation relation
    join truth.person adult on adult.person_id = from_person_id
    join truth.home adult_home on adult_home.person_id = from_person_id
    join truth.home child_home on child_home.person_id = to_person_id and child_home.dwelling_id = adult_home.dwelling_id
where to_person_id in (select person_id from nursery_place) and died_on is null
    and relation.kind in ('PARENT', 'STEP_PARENT', 'GRANDPARENT', 'FOSTER_CARER', 'CARER')
    and chance(to_person_id, 'nursery nobody') >= 0.06
order by child_id, case relation.kind when 'PARENT' then 1 else 2 end,
    chance(from_person_id, 'nursery signs') - case sex when 'F' then 0.6 else 0 end, from_person_id;

insert into truth.record
select distinct 'nursery', nursery_number('NC', person_id), person_id from nursery_place
union all
select distinct 'nursery', nursery_number('NP', adult_id), adult_id from nursery_adult;

create or replace table extract.nursery_places as
select place.agency_id as "Provider URN", agency.name as "Provider Name", nursery_number('NC', place.person_id) as "Child ID",
    written_forename(child.forename, null, place.person_id, 'nursery', 0.03) as "Child First Name",
    written_surname(child.surname, child.birth_surname, place.person_id, 'nursery', 0.04) as "Child Surname",
    child.known_as as "Preferred Name", nursery_day(written_birth(child.born_on, place.person_id, 'nursery', 0.004)) as "Child DOB",
    child.sex as "Sex",
    case when home.kind <> 'REFUGE' then written_address(flat, building, number, street, place.person_id, 'nursery', 0.15) || ', ' || town end
        as "Address",
    case when home.kind <> 'REFUGE' then written_postcode(postcode, place.person_id, 'nursery', 0.03) end as "Postcode",
    case when adult_id is not null then nursery_number('NP', adult_id) end as "Parent ID",
    written_forename(adult.forename, adult.known_as, adult_id, 'nursery', 0.06) as "Parent First Name",
    written_surname(adult.surname, adult.birth_surname, adult_id, 'nursery', 0.05) as "Parent Surname", relationship as "Relationship",
    help.staff_id as "Key Person ID", worker.name as "Key Person", worker.email as "Key Person Email", worker.phone as "Key Person Tel",
    nursery_day(place.valid_from) as "Start", nursery_day(place.valid_to - 1) as "End"
from nursery_place place join truth.agency agency using (agency_id) join truth.person child on child.person_id = place.person_id
    left join truth.home home on home.person_id = place.person_id
    left join truth.involvement help on help.person_id = place.person_id and help.agency_id = place.agency_id and help.service <> 'Early help'
        and help.valid_from < coalesce(place.valid_to, date '9999-12-31') and coalesce(help.valid_to, date '9999-12-31') > place.valid_from
    left join truth.worker worker on worker.agency_id = help.agency_id and worker.staff_id = help.staff_id
    left join nursery_adult on child_id = place.person_id left join truth.person adult on adult.person_id = adult_id
qualify row_number() over (partition by place.person_id, place.agency_id, place.valid_from order by help.valid_from desc, help.staff_id) = 1;
