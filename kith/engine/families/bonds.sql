-- Who brings up whom: the bonds that a family is built from. Living at one address alone is never a bond.

create or replace table kin.person as
select person_ref, dwelling_id,
    coalesce(born_on + interval 18 year > $as_at, due_on is not null) as is_child,
    born_on is null and due_on is null as age_unknown,
    born_on,
    died_on is not null and died_on <= $as_at as is_dead
from linked.person left join kin.home using (person_ref);

-- People whose address must not be found.
create or replace table kin.hidden as
select home.person_ref from kin.home where dwelling_id in (from kin.protected);

-- Bonds that hold today; being a parent does not end. No family reaches across a shield: a page about someone who may be
-- looked for must not be found from the page of the one who may be looking.
create or replace table kin.bond as
select from_person_ref as a, kind, to_person_ref as b
from families.relation
where (valid_to is null or valid_to > $as_at or kind in ('PARENT', 'ADOPTIVE_PARENT'))
    and (from_person_ref in (from kin.hidden)) = (to_person_ref in (from kin.hidden));

-- The same bonds read from either end.
create or replace table kin.either as
select a as one, kind, b as other from kin.bond
union all
select b, kind, a from kin.bond;

create or replace table kin.child as
select person_ref from kin.person where is_child and not is_dead
union
-- Someone of unknown age who is only ever spoken of as a child.
select b from kin.bond join kin.person on person_ref = b
where age_unknown and not is_dead and kind in ('PARENT', 'STEP_PARENT', 'ADOPTIVE_PARENT')
    and b not in (select a from kin.bond where kind in ('PARENT', 'STEP_PARENT', 'ADOPTIVE_PARENT', 'PARTNER'));

-- adult brings up child. Two weak signs together (claims for or is named for the child, and lives with the child) count.
create or replace table kin.care as
select a as adult, b as child, kind from kin.bond
where kind in ('PARENT', 'ADOPTIVE_PARENT', 'STEP_PARENT', 'CARER')
    and b in (from kin.child) and a not in (from kin.child)
union
select adult.person_ref, child.person_ref, 'LIVES_AND_CLAIMS'
from kin.either
join kin.person as adult on adult.person_ref = one
join kin.person as child on child.person_ref = other
where kind in ('BENEFIT_UNIT', 'CONTACT')
    and child.person_ref in (from kin.child) and adult.person_ref not in (from kin.child)
    and adult.dwelling_id = child.dwelling_id
    and coalesce(adult.born_on + interval 16 year <= child.born_on, not child.age_unknown);

-- A young parent brings up a child although a child.
insert into kin.care
select a, b, kind from kin.bond
where kind in ('PARENT', 'ADOPTIVE_PARENT') and b in (from kin.child) and a in (from kin.child);

-- A child of whom no adult is known shares the adults of a brother or sister who lives with them.
insert into kin.care
select distinct care.adult, alone.person_ref, 'THROUGH_SIBLING'
from kin.either
join kin.person as alone on alone.person_ref = one
join kin.person as sibling on sibling.person_ref = other
join kin.care on care.child = sibling.person_ref
where either.kind = 'SIBLING' and alone.dwelling_id = sibling.dwelling_id
    and alone.person_ref in (from kin.child) and alone.person_ref not in (select child from kin.care);
