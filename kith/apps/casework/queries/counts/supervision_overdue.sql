select 'ALL' as part, count(*) filter (where talked_on <= %(talk_late)s::date) as numerator, count(*) as denominator
from episode
where is_open
