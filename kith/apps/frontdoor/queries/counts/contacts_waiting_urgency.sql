select urgency as part, count(*) as numerator, sum(count(*)) over () as denominator
from contact
where waits <> ''
group by urgency
order by array_position(array['RED', 'AMBER', 'GREEN', 'BLUE', ''], urgency)
