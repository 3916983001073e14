-- A family is built around one adult's children (the hub), never along a chain of everyone related to everyone.

create or replace table kin.raised as
with held as (
    select distinct adult as hub, child, hub.dwelling_id as hub_home, child.dwelling_id as child_home
    from kin.care join kin.person as hub on hub.person_ref = adult join kin.person as child on child.person_ref = care.child
    where not hub.is_dead
)
-- A child is at home with the hub unless known to live with another who brings the child up.
select hub, child,
    coalesce(hub_home = child_home, true)
        or not exists (from held as other where other.child = held.child and other.hub_home = held.child_home) as at_home
from held;

-- Children of whom no living adult is known: themselves, with the brothers and sisters in the same position.
insert into kin.raised
with alone as (
    select person_ref from kin.child where person_ref not in (select child from kin.raised)
)
select person_ref, person_ref, true from alone
union
select one, other, true from kin.either
where kind in ('SIBLING', 'HALF_SIBLING') and one in (from alone) and other in (from alone);

create or replace table kin.hub as
select hub, count(*) filter (at_home) as at_home, count(*) as children,
    row_number() over (order by count(*) filter (at_home) desc, count(*) desc, hub) as place
from kin.raised group by hub
having bool_or(at_home);

-- A hub whose children at home are all children of a greater hub adds nothing: the other parent of the same children.
create or replace table kin.within as
select small.hub
from kin.raised join kin.hub as small using (hub)
join kin.raised as greater_child on greater_child.child = raised.child
join kin.hub as great on great.hub = greater_child.hub and great.place < small.place
where raised.at_home
group by small.hub, great.hub, small.at_home
having count(*) = small.at_home;

create or replace table kin.seed as
with kept as (
    select hub from kin.hub where hub not in (from kin.within)
),
-- A greater hub may itself lie within another: no child is left without a family for that.
missed as (
    select distinct first(hub order by place) over (partition by child order by place) as hub
    from kin.raised join kin.hub using (hub)
    where child not in (select child from kin.raised semi join kept using (hub))
)
select hub, child, at_home from kin.raised semi join (from kept union from missed) as hubs using (hub);
