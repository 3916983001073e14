select within.part,
       count(*) filter (where back_on <= episode.ended_on + within.months) as numerator,
       count(episode.id) as denominator
from (values ('M6', interval '6 months'), ('M12', interval '12 months')) as within (part, months)
left join episode on episode.ended_on <= %(on)s::date - within.months and episode.ended_on >= %(since)s::date - within.months
group by within.part, within.months
order by within.months
