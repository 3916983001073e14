select 'ALL' as part,
       count(*) filter (where exists (
           select from step later
           where later.episode_id = down.episode_id and later.by > 0 and later.on_day > down.on_day
             and later.on_day <= down.on_day + interval '6 months'
       )) as numerator,
       count(*) as denominator
from step down
join episode on episode.id = down.episode_id
where down.by < 0 and down.on_day >= %(since)s::date - interval '6 months' and down.on_day <= %(on)s::date - interval '6 months'
