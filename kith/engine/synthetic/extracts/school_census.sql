-- What the schools' census returns would hold: pupils on a roll this school year, and those who left in the last one.
-- The schools' own errors are the same in every extract that comes out of their system, so the salt is "school".

-- Each school numbers its pupils itself; the number is the same in every extract of that school.
create or replace macro admission_number(person_id, agency_id) as
    lpad(cast((person_id * 69621 + cast(right(agency_id, 4) as integer) * 7919) % 99999989 as varchar), 8, '0');

create or replace temp table census_place as
select person_id, agency_id, min(valid_from) as entered_on, max(school_year) as last_year, max_by(year_group, school_year) as year_group,
    max_by(sen, school_year) as sen,
    arg_max_null(valid_to, school_year) as valid_to
from truth.roll
where agency_id like 'SCH_%'
group by person_id, agency_id
having max(school_year) >= (select max(school_year) - 1 from truth.roll);

create or replace temp table census_pupil as
select census_place.*, person.* exclude (person_id), '979' || right(agency_id, 4) as laestab,
    case when valid_to <= getvariable('as_at') then valid_to
        when last_year < (select max(school_year) from truth.roll) then make_date(last_year + 1, 7, 22) end as left_on
from census_place join truth.person using (person_id);

insert into truth.record
select 'school_census', laestab || '-' || admission_number(person_id, agency_id), person_id from census_pupil;

create or replace table extract.school_census as
with lives as (
    -- A school is never told the address of a refuge: the box is empty. One child in ten has moved and the school does not know.
    select home.* from truth.home left join (select distinct person_id from truth.home_before) as moved using (person_id)
    where home.kind <> 'REFUGE' and (moved.person_id is null or chance(person_id, 'school stale') >= 0.1)
    union all by name
    select home_before.* from truth.home_before join truth.home using (person_id)
    where home.kind <> 'REFUGE' and chance(person_id, 'school stale') < 0.1
)
select laestab as "LAEstab", agency.name as "SchoolName", admission_number(person_id, agency_id) as "AdmissionNumber",
    maybe(upn, person_id, 'school upn', 0.01) as "UPN", written_surname(surname, birth_surname, person_id, 'school', 0.025) as "Surname",
    written_forename(forename, known_as, person_id, 'school', 0.02) as "Forename",
    maybe(middle_names, person_id, 'school middle', 0.2) as "MiddleNames",
    maybe(known_as, person_id, 'school known as', 0.3) as "PreferredForename",
    case when birth_surname <> surname then maybe(birth_surname, person_id, 'school former', 0.5) end as "FormerSurname",
    strftime(written_birth(born_on, person_id, 'school', 0.004), '%Y-%m-%d') as "DOB",
    case when sex in ('M', 'F') then sex end as "Sex", coalesce(ethnicity, 'NOBT') as "Ethnicity",
    cast(year_group as varchar) as "NCyearActual",
    strftime(entered_on, '%Y-%m-%d') as "EntryDate", strftime(left_on, '%Y-%m-%d') as "LeavingDate",
    case when sen in ('K', 'E') then sen else 'N' end as "SENprovision",
    -- The help began at some day between the pupil's first and the latest.
    case when sen in ('K', 'E') then strftime(entered_on + cast(floor(chance(person_id, 'school sen')
        * (least(coalesce(left_on, getvariable('as_at')), getvariable('as_at')) - entered_on)) as integer), '%Y-%m-%d') end
        as "SENprovisionDate",
    nullif(written_address(flat, building, number, street, person_id, 'school', 0.06), '') as "AddressLine", town as "Town",
    written_postcode(postcode, person_id, 'school', 0.015) as "Postcode", maybe(uprn, person_id, 'school uprn', 0.35) as "UPRN"
from census_pupil join truth.agency using (agency_id) left join lives using (person_id);

drop table census_place;
drop table census_pupil;
