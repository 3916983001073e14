select case when lead_staff is null then '' else lead_agency || '/' || lead_staff end as part,
       count(*) as numerator, sum(count(*)) over () as denominator
from episode
where is_open
group by 1
order by count(*) desc, 1
