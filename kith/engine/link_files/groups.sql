-- One row per record and group it belongs to: used to report by group, never to match. A view, for most is never kept.

create or replace view linking."group" as
select n, 'source' as what, source as value from linking.raw
union all
select n, 'sex', sex from linking.raw where sex is not null
union all
select n, 'age', case when year({today}::date) - born_year < 18 then '0 to 17' when year({today}::date) - born_year < 30 then '18 to 29'
    when year({today}::date) - born_year < 45 then '30 to 44' when year({today}::date) - born_year < 65 then '45 to 64' else '65 and over' end
from linking.raw where born_year is not null
union all
select n, entry.key, entry.value from (select n, unnest(map_entries(groups)) as entry from linking.raw);
