-- Everyone in each family: the hub, the children, and the adults who bring them up or live with them as kin.

create or replace table kin.member as
with adult as (
    select hub, hub as person_ref, 'PARENT' as role from kin.seed where hub not in (from kin.child)
    union
    -- Both parents belong, wherever they live; step-parents and carers where the child is at home.
    select hub, adult, 'PARENT' from kin.seed join kin.care using (child)
    where (at_home or kind in ('PARENT', 'ADOPTIVE_PARENT')) and adult not in (select person_ref from kin.person where is_dead)
    union
    select hub, other, 'OTHER_ADULT'
    from (select distinct hub from kin.seed) join kin.either on one = hub
    join kin.person as first on first.person_ref = one join kin.person as second on second.person_ref = other
    where kind = 'PARTNER' and not second.is_dead
        and coalesce(first.dwelling_id = second.dwelling_id, true)
    union
    -- A grandparent whom an agency names as such for the child is part of the child's life.
    select hub, a, 'OTHER_ADULT' from kin.seed join kin.bond on b = child where at_home and kind = 'GRANDPARENT'
),
kin_of_adults as (
    -- The parents of the adults where they live with them, or have died and complete the picture.
    select hub, a as person_ref, 'OTHER_ADULT' as role
    from adult join kin.bond on b = adult.person_ref
    join kin.person as elder on elder.person_ref = a join kin.person as younger on younger.person_ref = b
    where adult.role = 'PARENT' and kind in ('PARENT', 'ADOPTIVE_PARENT')
        and (elder.dwelling_id = younger.dwelling_id or elder.is_dead)
    union
    -- The hub's grown-up children who live at home, or have only just grown up.
    select hub, b, 'OTHER_ADULT'
    from (select distinct hub from kin.seed) join kin.bond on a = hub
    join kin.person as elder on elder.person_ref = a join kin.person as younger on younger.person_ref = b
    where kind in ('PARENT', 'ADOPTIVE_PARENT', 'STEP_PARENT') and b not in (from kin.child) and not younger.is_dead
        and (elder.dwelling_id = younger.dwelling_id or younger.born_on + interval 21 year > $as_at)
),
everyone as (
    select hub, child as person_ref, 'CHILD' as role from kin.seed
    union all from adult
    union all from kin_of_adults
)
select hub, person_ref,
    case when person_ref in (from kin.child) and not bool_or(role = 'PARENT') then 'CHILD'
        when bool_or(role = 'PARENT') then 'PARENT'
        else 'OTHER_ADULT' end as role
from everyone
group by hub, person_ref;

-- Two identities of one person never stand side by side: the earlier one leaves the family of the new one.
delete from kin.member where (hub, person_ref) in (
    select earlier.hub, one_ref
    from kin.kept_apart
    join kin.member as earlier on earlier.person_ref = one_ref
    join kin.member as later on later.hub = earlier.hub and later.person_ref = other_ref);

-- A family all of whose members stand in another adds nothing.
create or replace table kin.inside as
with sized as (select *, count(*) over (partition by hub) as size from kin.member)
select small.hub
from sized as small join sized as large on large.person_ref = small.person_ref and large.hub <> small.hub
where large.size > small.size or (large.size = small.size and large.hub < small.hub)
group by small.hub, large.hub, small.size
having count(*) = small.size;

delete from kin.member where hub in (from kin.inside);

-- Grown-ups in no family: those bound to one another under one roof are one, if an agency knows any of them.
create or replace table kin.outside as
select person_ref, dwelling_id from kin.person
where not is_dead and person_ref not in (select person_ref from kin.member);

create or replace table kin.beside as
select one, other
from kin.either join kin.outside as first on first.person_ref = one join kin.outside as second on second.person_ref = other
where kind in ('PARTNER', 'PARENT', 'ADOPTIVE_PARENT', 'STEP_PARENT', 'CARER', 'SIBLING')
    and (first.dwelling_id = second.dwelling_id or kind = 'PARTNER' and coalesce(first.dwelling_id = second.dwelling_id, true));

-- The least ref within three steps stands for them; under one roof that reaches everyone.
create or replace table kin.together as
with first as (
    select person_ref, least(person_ref, coalesce(min(other), person_ref)) as head
    from kin.outside left join kin.beside on one = person_ref group by person_ref
),
second as (
    select first.person_ref, least(first.head, coalesce(min(next.head), first.head)) as head
    from first left join kin.beside on one = first.person_ref left join first as next on next.person_ref = other
    group by first.person_ref, first.head
)
select second.person_ref, least(second.head, coalesce(min(next.head), second.head)) as head
from second left join kin.beside on one = second.person_ref left join second as next on next.person_ref = other
group by second.person_ref, second.head;

insert into kin.member
with known as (
    select distinct head from kin.together join linked.record_person using (person_ref)
    where record_id in (select record_id from standard.involvement union select record_id from standard.fact)
)
select head, person_ref, 'OTHER_ADULT' from kin.together semi join known using (head);
