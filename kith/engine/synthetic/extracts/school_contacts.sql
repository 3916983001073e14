-- What the schools' contact lists would give: parents, step-parents, grandparents and carers of pupils on a roll today.

-- Each school numbers its pupils itself; the number is the same in every extract of that school.
create or replace macro admission_number(person_id, agency_id) as
    lpad(cast((person_id * 69621 + cast(right(agency_id, 4) as integer) * 7919) % 99999989 as varchar), 8, '0');

create or replace macro contact_number(person_id, agency_id) as
    cast((person_id * 16807 + cast(right(agency_id, 4) as integer) * 104729) % 99999989 as varchar);

-- Schools keep the contacts of pupils who left in the last two school years, and of all whom somebody there supported.
create or replace temp table contact_pupil as
select person_id as pupil_id, agency_id, max(school_year) as last_year,
    case when max(school_year) < (select max(school_year) from truth.roll) then arg_max_null(valid_to, school_year) end as left_on
from truth.roll
where agency_id like 'SCH_%'
group by person_id, agency_id
having max(school_year) >= (select max(school_year) - 2 from truth.roll)
    or (person_id, agency_id) in (select (person_id, agency_id) from truth.involvement where agency_id like 'SCH_%');

-- Where each person can be written to. Nobody gives a school the address of a refuge, or the one they fled.
create or replace temp table contact_home as
select home.* from truth.home where kind <> 'REFUGE';

create or replace temp table contact_planted as
select person_id from truth.family_member join truth.family using (family_id) where planted <> '';

create or replace temp table contact_bond as
select relation.from_person_id as contact_id, relation.to_person_id as pupil_id, relation.kind
from truth.relation
where relation.kind in ('PARENT', 'ADOPTIVE_PARENT', 'STEP_PARENT', 'CARER', 'GRANDPARENT', 'FOSTER_CARER')
    and (relation.valid_to is null or relation.valid_to > getvariable('as_at'));

-- Parents at home are nearly always listed, parents elsewhere by half, others as often as they fetch the child.
create or replace temp table contact_listed as
with bond as (
    select contact_bond.*, person.*, agency_id, left_on,
        theirs.dwelling_id is not distinct from childs.dwelling_id as lives_with_pupil
    from contact_bond join truth.person on person.person_id = contact_id join contact_pupil using (pupil_id)
    left join truth.home as theirs on theirs.person_id = contact_id left join truth.home as childs on childs.person_id = pupil_id
    -- Whoever fled to a refuge lists nobody of the home they left.
    where died_on is null and (childs.kind is distinct from 'REFUGE' or left_on is not null or theirs.dwelling_id = childs.dwelling_id)
    qualify row_number() over (partition by pupil_id, agency_id, contact_id
        order by case contact_bond.kind when 'PARENT' then 1 when 'ADOPTIVE_PARENT' then 2 when 'STEP_PARENT' then 3 else 4 end) = 1
)
select * from bond
-- The families that the documents speak of are listed whole.
where contact_id in (from contact_planted) or chance(contact_id, 'contact ' || agency_id) < case
    when kind in ('PARENT', 'ADOPTIVE_PARENT') then case when lives_with_pupil then 0.97 else 0.55 end
    when kind in ('STEP_PARENT', 'CARER', 'FOSTER_CARER') then 0.7 else 0.2 end;

create or replace temp table supported as
select person_id, agency_id, staff_id, service, role, valid_from, valid_to, last_contact_on
from truth.involvement
where (person_id, agency_id) in (select (pupil_id, agency_id) from contact_listed) and service <> 'Early help';

insert into truth.record
select distinct 'school_contacts', '979' || right(agency_id, 4) || '-' || admission_number(pupil_id, agency_id), pupil_id from contact_listed
union all
select distinct 'school_contacts', '979' || right(agency_id, 4) || '-C' || contact_number(contact_id, agency_id), contact_id from contact_listed;

create or replace table extract.school_contacts as
select '979' || right(agency_id, 4) as "LAESTAB", agency.name as "School", admission_number(pupil_id, agency_id) as "Adno",
    maybe(pupil.upn, pupil_id, 'school upn', 0.01) as "UPN",
    written_surname(pupil.surname, pupil.birth_surname, pupil_id, 'school', 0.025) as "Legal Surname",
    written_forename(pupil.forename, pupil.known_as, pupil_id, 'school', 0.02) as "Legal Forename",
    strftime(written_birth(pupil.born_on, pupil_id, 'school', 0.004), '%d %b %Y') as "DOB",
    contact_number(contact_id, agency_id) as "Contact ID",
    cast(row_number() over (partition by pupil_id, agency_id order by not lives_with_pupil, contact_listed.sex, contact_id) as varchar) as "Priority",
    case contact_listed.sex when 'M' then 'Mr' when 'F' then pick(['Mrs', 'Ms', 'Miss'], contact_id, 'contact title') end as "Title",
    written_forename(contact_listed.forename, contact_listed.known_as, contact_id, 'contacts' || agency_id, 0.1) as "Contact Forename",
    written_surname(contact_listed.surname, contact_listed.birth_surname, contact_id, 'contacts' || agency_id, 0.07) as "Contact Surname",
    case contact_listed.kind when 'STEP_PARENT' then 'STP' when 'CARER' then 'CAR' when 'GRANDPARENT' then 'GPR'
        when 'FOSTER_CARER' then case contact_listed.sex when 'F' then 'FOM' else 'FOF' end
        else case contact_listed.sex when 'F' then 'PAM' else 'PAF' end end as "Relationship",
    case when lives_with_pupil then 'Y' else 'N' end as "Lives with pupil", strftime(left_on, '%d %b %Y') as "Leaving date",
    case when chance(contact_id, 'contact address' || agency_id) < 0.8 then
        nullif(written_address(flat, building, number, street, contact_id, 'contacts' || agency_id, 0.08), '') end as "House and street",
    case when chance(contact_id, 'contact address' || agency_id) < 0.8 then town end as "Town",
    case when chance(contact_id, 'contact address' || agency_id) < 0.8 then
        written_postcode(postcode, contact_id, 'contacts' || agency_id, 0.02) end as "Postcode"
from contact_listed join truth.person as pupil on pupil.person_id = pupil_id join truth.agency using (agency_id)
left join contact_home on contact_home.person_id = contact_id;

create or replace table extract.school_support as
select '979' || right(agency_id, 4) as "LAESTAB", admission_number(person_id, agency_id) as "Adno", staff_id as "Staff code", service as "Support",
    role as "Role", strftime(valid_from, '%d %b %Y') as "Start", strftime(valid_to, '%d %b %Y') as "End",
    strftime(last_contact_on, '%d %b %Y') as "Last met"
from supported;

drop table contact_pupil;
drop table contact_home;
drop table contact_planted;
drop table contact_bond;
drop table contact_listed;
drop table supported;
