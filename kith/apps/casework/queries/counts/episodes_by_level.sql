select coalesce(episode.level, '') as part, count(*) as numerator, sum(count(*)) over () as denominator
from episode
left join ranked using (level)
where episode.is_open
group by 1, ranked.rank
order by ranked.rank
