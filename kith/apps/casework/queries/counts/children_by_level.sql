select coalesce(own.level, episode.level, '') as part, count(*) as numerator, sum(count(*)) over () as denominator
from episode
join casework_episodeperson child on child.episode_id = episode.id and child.role = 'CHILD' and child.valid_to is null
left join level own on own.episode_id = episode.id and own.person_ref = child.person_ref and own.valid_to is null
left join ranked on ranked.level = coalesce(own.level, episode.level, '')
where episode.is_open
group by 1, ranked.rank
order by ranked.rank
