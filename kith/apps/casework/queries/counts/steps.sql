select way.part,
       count(*) filter (where way.part = 'UP' and moved.up or way.part = 'DOWN' and moved.down) as numerator,
       count(moved.id) as denominator
from (values ('UP', 1), ('DOWN', 2)) as way (part, place)
left join (
    select episode.id, coalesce(bool_or(step.by > 0), false) as up, coalesce(bool_or(step.by < 0), false) as down
    from episode
    left join step on step.episode_id = episode.id and step.by <> 0 and step.on_day between %(since)s and %(on)s
    where step.by is not null or episode.ended_on between %(since)s and %(on)s
    group by episode.id
) as moved on true
group by way.part, way.place
order by way.place
