select outcome as part, count(*) as numerator, sum(count(*)) over () as denominator
from contact
where decided_on between %(since)s and %(on)s
group by outcome
order by count(*) desc, outcome
