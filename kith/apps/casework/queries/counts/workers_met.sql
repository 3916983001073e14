select 'ALL' as part, coalesce(sum(workers), 0) as numerator, count(*) as denominator
from felt
