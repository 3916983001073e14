select 'ALL' as part, coalesce(sum(children_again), 0) as numerator, coalesce(sum(children_referred), 0) as denominator
from contact
where decided_on between %(since)s and %(on)s and outcome in ('REF_CSC', 'URGENT')
