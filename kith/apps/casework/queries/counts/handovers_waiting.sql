select kind.part, count(waiting.id) as numerator, sum(count(waiting.id)) over () as denominator
from (values ('LATE', true, 1), ('IN_TIME', false, 2)) as kind (part, is_late, place)
left join (
    select handover.id, handover.offered_on <= %(answer_late)s::date as is_late
    from handover join episode on episode.id = handover.episode_id
    where handover.state = 'OFFERED' and episode.is_open
) as waiting on waiting.is_late = kind.is_late
group by kind.part, kind.place
order by kind.place
