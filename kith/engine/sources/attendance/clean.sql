-- Attendance: sessions (half days) possible and missed, by pupil and term.

-- Names come as "SURNAME, Forename". A pupil has a row for each term; the newest names them.
insert into person by name
select row_number, replace(estab, '/', '') || '-' || adno as local_id, 'SCH_' || right(estab, 4) as agency_id,
    name_case(split_part(pupil_name, ',', 2)) as forename, name_case(split_part(pupil_name, ',', 1)) as surname, born_on,
    sex_code(sex) as sex, upn
from attendance
qualify row_number() over (partition by estab, adno order by term_start desc) = 1;

-- One fact for each unbroken run of terms above 10% missed, and of terms below 5%. A term with few sessions says nothing yet.
-- Terms with a summer between them follow on; a gap of more than half a year ends the run.
insert into fact by name
with term as (
    select *, coalesce(authorised, 0) + coalesce(unauthorised, 0) as missed,
        case when missed > 0.10 * possible then 'ABSENCE_HIGH' when missed < 0.05 * possible then 'ATTENDANCE_GOOD' end as kind
    from attendance
    where possible >= 20
),
marked as (
    select *, kind is distinct from lag(kind) over pupil
        or term_start > lag(term_end) over pupil + interval 6 month as is_new
    from term
    window pupil as (partition by estab, adno order by term_start)
),
run as (
    select *, sum(is_new::int) over (partition by estab, adno order by term_start) as run_number from marked
)
select min(row_number) as row_number,
    concat_ws('-', kind, replace(estab, '/', ''), adno, strftime(min(term_start), '%Y%m%d')) as local_fact_id,
    replace(estab, '/', '') || '-' || adno as local_id, 'SCH_' || right(estab, 4) as agency_id, kind, min(term_start) as happened_on,
    -- The newest term has not ended: neither has its run.
    case when max(term_end) < getvariable('as_at') - interval 30 day
        then (max(term_end) + interval 1 day)::date end as ended_on,
    true as is_spell,
    round(100.0 * sum(missed) / sum(possible), 1) as amount, 'PERCENT' as unit
from run
where kind is not null
group by estab, adno, run_number, kind;

insert into agency by name
select min(row_number) as row_number, 'SCH_' || right(estab, 4) as agency_id, 'S' as kind,
    coalesce(max(school), 'School ' || right(estab, 4)) as name
from attendance
group by estab;
