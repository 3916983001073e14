select 'ALL' as part,
       count(*) filter (where decided_on is not null and is_in_time) as numerator,
       count(*) as denominator
from contact
where decided_on between %(since)s and %(on)s or (decided_on is null and waits = 'LATE')
