select clock.part, count(contact.waits) as numerator, sum(count(contact.waits)) over () as denominator
from unnest(array['LATE', '4H', 'DAY', 'LATER']) with ordinality as clock (part, place)
left join contact on contact.waits = clock.part
group by clock.part, clock.place
order by clock.place
