-- addresses.head: the form that stands for each: the neighbour most records write, and that one's own, until none is greater.

create or replace temp table ranked as
select form, (dwelling is not null)::utinyint as is_known, (postcode is not null)::utinyint as is_posted, records from addresses.form
semi join (select l as form from addresses.alike union select r from addresses.alike) using (form);

create or replace temp table step as
with both_ways as (select l, r from addresses.alike union all select r, l from addresses.alike)
select l as form, arg_max(other.form, (other.is_known, other.is_posted, other.records, other.form)) as head
from both_ways
join ranked as one on one.form = l
join ranked as other on other.form = r
where (other.is_known, other.is_posted, other.records, other.form) > (one.is_known, one.is_posted, one.records, one.form)
group by l;

-- Each round doubles the reach: four rounds follow sixteen steps.
create or replace table addresses.head as
with recursive climb as (
    select form, head, 0 as round from step
    union all
    select climb.form, step.head, round + 1 from climb join step on step.form = climb.head where round < 32
)
select form, arg_max(head, round) as head from climb group by form;

-- A form without a postcode is the one dwelling that has its door, street and town; if several have, it is none of them.
insert into addresses.head
with lost as (
    select form, door, stem, ending, compass, town from addresses.form
    where postcode is null and is_numbered and stem is not null and dwelling is null and form not in (select form from addresses.head)
),
answer as (
    select lost.form, coalesce(head.head, other.form) as head
    from lost
    join addresses.form as other on other.door = lost.door and other.stem = lost.stem and other.postcode is not null
        and coalesce(other.town = lost.town, true) and coalesce(other.ending = lost.ending, true)
        and coalesce(other.compass = lost.compass, true)
    left join addresses.head as head on head.form = other.form
)
select form, any_value(head) from answer group by form having count(distinct head) = 1;

-- Nor is a number without a street, unless one street of its postcode has that door.
insert into addresses.head
with lost as (
    select form, door, postcode from addresses.form
    where postcode is not null and not is_fine and stem is null and dwelling is null
),
answer as (
    select lost.form, coalesce(head.head, other.form) as head
    from lost
    join addresses.form as other on other.door = lost.door and other.postcode = lost.postcode and other.stem is not null
    left join addresses.head as head on head.form = other.form
)
select form, any_value(head) from answer group by form having count(distinct head) = 1;

drop table ranked;
drop table step;
