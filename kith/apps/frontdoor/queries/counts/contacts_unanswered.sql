select kind.part, count(contact.state) as numerator, sum(count(contact.state)) over () as denominator
from (values ('LATE', true, 1), ('IN_TIME', false, 2)) as kind (part, is_late, place)
left join contact on contact.is_unanswered and contact.is_answer_late = kind.is_late
group by kind.part, kind.place
order by kind.place
