-- One row per file and way in which it writes a birth date: the date it means, and in one word what was made of it.

insert into linking.born_value
with numbered as (
    select value, records, form,
        case when length(year_written) = 4 then year_written::int
            when 2000 + year_written::int > year($today::date) then 1900 + year_written::int
            else 2000 + year_written::int end as y,
        case form when 'A B Y' then not (b > 12 and a <= 12) and ($day_first or a > 12)
            when 'ABY' then not (b > 12 and a <= 12) and ($day_first or a > 12)
            when 'Y A B' then a > 12 when 'YAB' then false else true end as day_is_a,
        a, b, {given} as given
    from linking.date_parts where source = $source
),
dated as (
    select value, records,
        coalesce(given, try(make_date(y, case when day_is_a then b else a end, case when day_is_a then a else b end))) as born,
        coalesce(year(given), y) as y
    from numbered
),
-- A register of the long dead may speak of 1750; elsewhere such a year is a slip.
bounds as (
    select case when coalesce(sum(records) filter (y < 1880), 0) >= greatest(20, 0.05 * sum(records)) then 1000 else 1880 end as earliest
    from dated
),
sensible as (
    select dated.*, y between earliest and year($today::date) and (born is null or born <= $today::date) as is_sensible,
        earliest = 1880 and born in (date '1899-12-30', date '1899-12-31', date '1900-01-01', date '1901-01-01') as is_known_default,
        month(born) = 1 and day(born) = 1 as is_first
    from dated, bounds
),
day as (
    select born, is_first, sum(records) as records from sensible
    where is_sensible and not is_known_default and born is not null group by all
),
-- A single day with far more births than the others is a default; so is 1 January, of any year, where it is in every
-- thirtieth date or more: then only the year was known.
usual as (
    select sum(records) as records, count(*) as days,
        coalesce(sum(records) filter (is_first), 0) as first_records, count(*) filter (is_first) as first_days,
        first_records >= 20 and first_records > 0.03 * sum(records) and first_days >= 5 as is_year_only
    from day
),
common as (
    select born from day, usual
    where day.records >= 50 and day.records > 0.01 * usual.records and day.records > 20 * greatest(1, case
        when is_first and is_year_only then (first_records - day.records) / greatest(first_days - 1, 1)
        else (usual.records - day.records) / greatest(days - 1, 1) end)
)
select $source as source, value, sensible.records,
    case
        when y is null then 'UNREADABLE'
        when not is_sensible then 'ABSURD'
        when is_known_default or common.born is not null then 'DEFAULT'
        when sensible.born is null then 'YEAR_ONLY'
        when is_first and is_year_only then 'FIRST_OF_JANUARY'
        else 'READ'
    end as said,
    case when said = 'READ' then sensible.born end as born,
    case when said in ('READ', 'YEAR_ONLY', 'FIRST_OF_JANUARY') then y end::smallint as born_year
from sensible left join common using (born) cross join usual;
