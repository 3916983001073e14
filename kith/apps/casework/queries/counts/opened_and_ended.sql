select 'OPENED' as part, count(*) as numerator, null as denominator
from episode
where started_on between %(since)s and %(on)s
union all
select 'ENDED', count(*), null
from episode
where ended_on between %(since)s and %(on)s
