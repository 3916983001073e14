-- What the inclusion team would send: suspensions and permanent exclusions of six years. The pupils' details are the schools'.

-- Each school numbers its pupils itself; the number is the same in every extract of that school.
create or replace macro admission_number(person_id, agency_id) as
    lpad(cast((person_id * 69621 + cast(right(agency_id, 4) as integer) * 7919) % 99999989 as varchar), 8, '0');

create or replace macro excl_day(day) as strftime(day, '%d-%b-%y');

-- An exclusion without a school of its own is the school's on whose roll the pupil was.
create or replace temp table excluded as
select event.* replace (coalesce(case when event.agency_id like 'SCH_%' then event.agency_id end, roll.agency_id) as agency_id)
from truth.event left join truth.roll on roll.person_id = event.person_id and event.happened_on >= roll.valid_from
    and event.happened_on < coalesce(roll.valid_to, date '9999-12-31')
where kind in ('SUSPENSION', 'PERMANENT_EXCLUSION')
qualify row_number() over (partition by event_id order by roll.valid_from desc) = 1;

insert into truth.record
select distinct 'exclusions', '979' || right(agency_id, 4) || '-' || admission_number(person_id, agency_id), person_id
from excluded where agency_id is not null;

create or replace table extract.exclusions as
select 'X' || strftime(happened_on, '%y') || '-' || lpad(cast(event_id as varchar), 7, '0') as "EXCL REF",
    '979' || right(agency_id, 4) as "LAESTAB", agency.name as "SCHOOL", admission_number(person_id, agency_id) as "ADNO",
    maybe(upn, person_id, 'school upn', 0.01) as "UPN", upper(written_surname(surname, birth_surname, person_id, 'school', 0.025)) as "SURNAME",
    upper(written_forename(forename, known_as, person_id, 'school', 0.02)) as "FORENAME",
    excl_day(written_birth(born_on, person_id, 'school', 0.004)) as "DOB", sex as "SEX",
    case when excluded.kind = 'PERMANENT_EXCLUSION' then 'PERM' when happened_on < date '2023-09-01' then 'FIXD' else 'SUSP' end as "CATEGORY",
    excl_day(happened_on) as "START DATE",
    -- The world counts days; a day has two sessions.
    case when excluded.kind = 'SUSPENSION' then cast(cast(round(2 * coalesce(amount, 1)) as integer) as varchar) end as "SESSIONS"
from excluded join truth.agency using (agency_id) join truth.person using (person_id);

drop table excluded;
