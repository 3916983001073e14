select 'ALL' as part, count(*) as numerator, count(*) as denominator
from passing
where state = 'OFFERED'
