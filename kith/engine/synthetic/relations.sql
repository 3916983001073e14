-- truth.relation, truth.family and truth.family_member, out of work.parent and work.couple. A family is built round the
-- children of one home: their parents wherever they live, a step-parent, and grandparents who are near.

create or replace table work.full_parent as
select parent_id, child_id, parent.sex, how from work.parent join work.person parent on parent.person_id = parent_id;

create or replace table work.relation as
select parent_id as from_person_id, 'PARENT' as kind, child_id as to_person_id, child.born_on as valid_from, cast(null as date) as valid_to
from work.full_parent join work.person child on child.person_id = child_id
union all
select one_id, 'PARTNER', two_id, valid_from, valid_to from work.couple
union all
-- The partner at home of children who are not theirs.
select two_id, 'STEP_PARENT', child.person_id, greatest(couple.valid_from, coalesce(child.born_on, couple.valid_from)), null
from work.couple couple join work.person child using (household_id)
where couple.valid_to is null and two_id in (select person_id from work.person_home where place = 2)
    and child.other_parent in (11, 12)
    and not exists (select 1 from work.parent p where p.parent_id = two_id and p.child_id = child.person_id)
union all
select elder.person_id, case when elder.other_parent = younger.other_parent then 'SIBLING' else 'HALF_SIBLING' end, younger.person_id,
    younger.born_on, null
from work.person elder join work.person younger using (household_id)
where elder.other_parent is not null and younger.other_parent is not null and elder.place < younger.place
union all
select grand.parent_id, 'GRANDPARENT', parent.child_id, child.born_on, null
from work.parent grand join work.parent parent on parent.parent_id = grand.child_id join work.person child on child.person_id = parent.child_id;

-- Some grandparents bring the children up for a while, or for good.
insert into work.relation
select from_person_id, 'CARER', to_person_id, day_between(greatest(valid_from, years_before(getvariable('as_at'), 5)), getvariable('as_at') - 30, from_person_id, 'care'), null
from work.relation where kind = 'GRANDPARENT' and valid_from is not null and chance(from_person_id, 'carer') < 0.02;

insert into truth.relation
select distinct * from work.relation order by from_person_id, kind, to_person_id;

create or replace table work.family as
select household_id as family_id, household_id, household.* exclude (household_id)
from work.household household join work.filled using (household_id) where has_children;

create or replace table work.family_member as
with child as (
    select household_id as family_id, person_id, 'CHILD' as role
    from work.person where other_parent is not null
), parent as (
    select family_id, parent_id as person_id, 'PARENT' as role from child join work.parent parent on parent.child_id = child.person_id
), step as (
    select family_id, from_person_id, 'PARENT' from child join work.relation relation on to_person_id = child.person_id and relation.kind = 'STEP_PARENT'
), elder as (
    select family_id, from_person_id, 'OTHER_ADULT' from child join work.relation relation on to_person_id = child.person_id
        and relation.kind in ('GRANDPARENT', 'CARER')
)
select family_id, person_id, min(role) as role
from (from child union all from parent union all from step union all from elder)
group by family_id, person_id;

insert into truth.family_member select * from work.family_member order by family_id, person_id;
