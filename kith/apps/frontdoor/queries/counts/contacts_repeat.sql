select 'ALL' as part, count(*) filter (where is_after_nothing) as numerator, count(*) as denominator
from contact
where received_on between %(since)s and %(on)s and is_found
