-- What the schools' registers would give: each pupil's sessions, term by term, for six school years.

-- Each school numbers its pupils itself; the number is the same in every extract of that school.
create or replace macro admission_number(person_id, agency_id) as
    lpad(cast((person_id * 69621 + cast(right(agency_id, 4) as integer) * 7919) % 99999989 as varchar), 8, '0');

-- A year's sessions fall into three terms; the year that is running has only the terms that have begun.
create or replace temp table school_term as
with every_year as (select distinct school_year from truth.roll),
term as (
    select school_year, 'Autumn ' || school_year as term, make_date(school_year, 9, 2) as first_day,
        make_date(school_year, 12, 19) as last_day
    from every_year
    union all
    select school_year, 'Spring ' || (school_year + 1), make_date(school_year + 1, 1, 5), make_date(school_year + 1, 3, 27) from every_year
    union all
    select school_year, 'Summer ' || (school_year + 1), make_date(school_year + 1, 4, 13), make_date(school_year + 1, 7, 21) from every_year
)
select school_year, term, first_day, least(last_day, getvariable('as_at')) as last_day from term where first_day <= getvariable('as_at');

-- Sessions follow the days on the roll; absences gather in some terms, and where a bad spell is known, in those.
create or replace temp table attended as
with part as (
    select roll.*, term, greatest(first_day, roll.valid_from) as first_day, least(last_day, coalesce(roll.valid_to, last_day)) as last_day
    from truth.roll join school_term using (school_year)
    where agency_id like 'SCH_%' and first_day < coalesce(roll.valid_to, date '9999-12-31') and last_day > roll.valid_from
),
weighed as (
    select part.*, (last_day - part.first_day + 1)::double as days,
        days * (0.75 + 0.5 * chance(part.person_id, 'term ' || term)) * case when bad.person_id is not null then 4 else 1 end as absence_weight
    from part left join (select person_id, happened_on, coalesce(ended_on, date '9999-12-31') as ended_on
        from truth.event where kind = 'ABSENCE_HIGH') as bad
        on bad.person_id = part.person_id and bad.happened_on < last_day and bad.ended_on > part.first_day
    qualify row_number() over (partition by part.person_id, part.agency_id, part.school_year, term order by bad.happened_on) = 1
),
shared as (
    select *, sum(days) over year as year_days, sum(absence_weight) over year as year_weight from weighed
    window year as (partition by person_id, agency_id, school_year)
),
counted as (
    select *, cast(round(sessions_possible * days / year_days) as integer) as possible,
        cast(round(sessions_absent * absence_weight / year_weight) as integer) as absent
    from shared
)
select *, least(absent, possible) as missed,
    cast(floor(least(absent, possible) * sessions_unauthorised / greatest(sessions_absent, 1)) as integer) as unauthorised
from counted where possible > 0;

insert into truth.record
select distinct 'attendance', '979' || right(agency_id, 4) || '-' || admission_number(person_id, agency_id), person_id from attended;

create or replace table extract.attendance as
select '979/' || right(agency_id, 4) as "DfE Number", agency.name as "School", admission_number(attended.person_id, agency_id) as "Adno",
    maybe(upn, attended.person_id, 'school upn', 0.01) as "UPN",
    upper(written_surname(surname, birth_surname, attended.person_id, 'school', 0.025)) || ', '
        || written_forename(forename, known_as, attended.person_id, 'school', 0.02) as "Pupil Name",
    strftime(written_birth(born_on, attended.person_id, 'school', 0.004), '%d/%m/%Y') as "Date of Birth",
    case sex when 'F' then 'Female' when 'M' then 'Male' end as "Gender", term as "Term", strftime(first_day, '%d/%m/%Y') as "Term Start",
    strftime(last_day, '%d/%m/%Y') as "Term End", cast(possible as varchar) as "Possible Sessions",
    cast(missed - unauthorised as varchar) as "Authorised Absences", cast(unauthorised as varchar) as "Unauthorised Absences"
from attended join truth.agency using (agency_id) join truth.person using (person_id);

drop table school_term;
drop table attended;
