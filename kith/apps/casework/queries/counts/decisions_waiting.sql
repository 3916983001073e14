select 'ALL' as part, count(*) as numerator, count(*) as denominator
from casework_managementdecision decision
join episode on episode.id = decision.episode_id
where decision.outcome = '' and episode.is_open
