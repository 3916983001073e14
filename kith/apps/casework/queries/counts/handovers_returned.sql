select 'ALL' as part, count(*) filter (where handover.state = 'RETURNED') as numerator, count(*) as denominator
from handover
join episode on episode.id = handover.episode_id
where handover.state in ('ACCEPTED', 'RETURNED') and handover.answered_on between %(since)s and %(until)s
