select 'ALL' as part, count(*) filter (where lead_agency = any (%(outside)s::text[])) as numerator, count(*) as denominator
from episode
where is_open
