select 'ALL' as part, coalesce(sum(greatest(leads - 1, 0)), 0) as numerator, count(*) as denominator
from felt
