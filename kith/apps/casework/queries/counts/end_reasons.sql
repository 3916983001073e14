select end_reason as part, count(*) as numerator, sum(count(*)) over () as denominator
from episode
where ended_on between %(since)s and %(on)s
group by end_reason
order by count(*) desc, end_reason
