select 'ALL' as part, coalesce(sum(hand_offs), 0) as numerator, count(*) as denominator
from felt
