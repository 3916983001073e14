-- One row per file and way in which it writes a birth date: its parts as they stand. Which of two numbers is the month is for
-- the whole column to say.

create or replace table linking.date_parts as
with matched as (
    select source, value, records, written,
        regexp_extract(written, '^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})$', ['a', 'b', 'y']) as last,
        regexp_extract(written, '^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})$', ['y', 'a', 'b']) as first,
        regexp_extract(written, '^([0-9]{4})([0-9]{2})([0-9]{2})$', ['y', 'a', 'b']) as run,
        regexp_extract(written, '^([0-9]{2})([0-9]{2})([0-9]{4})$', ['a', 'b', 'y']) as run_last,
        regexp_extract(written, '^([0-9]{1,2})(?:st|nd|rd|th)?[-/., ]*([A-Za-z]{3})[A-Za-z]*[-/., ]*([0-9]{4}|[0-9]{2})$', ['a', 'm', 'y']) as named,
        regexp_extract(written, '^([A-Za-z]{3})[A-Za-z]*[-/., ]+([0-9]{1,2})(?:st|nd|rd|th)?[-/., ]+([0-9]{4})$', ['m', 'a', 'y']) as named_first,
        regexp_extract(written, '^([0-9]{4})(?:[-/. ][0-9]{1,2})?$', 1) as alone
    from (select *, regexp_replace(trim(value), '[ T]+[0-9]{1,2}:[0-9]{2}.*$', '') as written from linking.date_written)
)
select source, value, records,
    case
        when last.y <> '' then 'A B Y' when first.y <> '' then 'Y A B'
        when run.y between '1000' and '2100' and run.a <= '12' and run.b <= '31' then 'YAB'
        when run_last.y <> '' then 'ABY'
        when named.y <> '' then 'D Mon Y' when named_first.y <> '' then 'Mon D Y' when alone <> '' then 'Y'
    end as form,
    case form when 'A B Y' then last.a when 'Y A B' then first.a when 'YAB' then run.a when 'ABY' then run_last.a
        when 'D Mon Y' then named.a when 'Mon D Y' then named_first.a end::int as a,
    case form when 'A B Y' then last.b when 'Y A B' then first.b when 'YAB' then run.b when 'ABY' then run_last.b
        else nullif(list_position(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
            lower(coalesce(nullif(named.m, ''), named_first.m))), 0)::varchar end::int as b,
    case form when 'A B Y' then last.y when 'Y A B' then first.y when 'YAB' then run.y when 'ABY' then run_last.y
        when 'D Mon Y' then named.y when 'Mon D Y' then named_first.y when 'Y' then alone end as year_written
from matched;
