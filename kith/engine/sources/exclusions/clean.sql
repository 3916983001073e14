-- Suspensions and permanent exclusions. The reason is never asked for: it would follow a child for years.

insert into person by name
select row_number, laestab || '-' || adno as local_id, 'SCH_' || right(laestab, 4) as agency_id,
    name_case(forename) as forename, name_case(surname) as surname, born_on, sex_code(sex) as sex, upn
from exclusions
qualify row_number() over (partition by laestab, adno order by started_on desc, row_number) = 1;

-- A session is half a school day. Lunchtimes alone are shown as the suspension they count as.
insert into fact by name
select row_number, exclusion_ref as local_fact_id, laestab || '-' || adno as local_id,
    'SCH_' || right(laestab, 4) as agency_id, 'SUSPENSION' as kind, started_on as happened_on, false as is_spell,
    case when category = 'LNCH' then 'Lunchtimes only' end as detail, sessions as amount, 'SESSIONS' as unit
from exclusions
where category in ('SUSP', 'FIXD', 'LNCH');

insert into fact by name
select row_number, exclusion_ref as local_fact_id, laestab || '-' || adno as local_id,
    'SCH_' || right(laestab, 4) as agency_id, 'PERMANENT_EXCLUSION' as kind, started_on as happened_on, false as is_spell
from exclusions
where category = 'PERM';

insert into agency by name
select min(row_number) as row_number, 'SCH_' || right(laestab, 4) as agency_id, 'S' as kind,
    coalesce(max(school), 'School ' || right(laestab, 4)) as name
from exclusions
group by right(laestab, 4);
