select coalesce(lead_agency, '') as part, count(*) as numerator, sum(count(*)) over () as denominator
from episode
where is_open
group by 1
order by count(*) desc, 1
