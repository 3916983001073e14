select 'ALL' as part, count(*) filter (where state = 'RETURNED') as numerator, count(*) as denominator
from passing
where state in ('ACCEPTED', 'RETURNED') and answered_on between %(since)s and %(on)s
