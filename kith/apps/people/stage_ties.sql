-- Who works with whom, as a run says it. A tie with one person reaches a family only through its children, or through
-- someone who lives now where its children live: the worker of a parent who lives elsewhere is not shown the home of
-- the other parent. A family without children is reached through any member.
create temporary table stage_reach on commit drop as
with member as (
    select family_ref, person_ref, role from people_familymember where run_id = %(run_id)s
),
home as (
    select person_ref, dwelling_id from people_residence where run_id = %(run_id)s and valid_to is null
),
child_home as (
    select distinct member.family_ref, home.dwelling_id
    from member join home using (person_ref)
    where member.role = 'CHILD'
)
select family_ref, person_ref from member where role = 'CHILD'
union
select member.family_ref, member.person_ref
from member join home using (person_ref) join child_home using (family_ref, dwelling_id)
union
select family_ref, person_ref from member
where not exists (select from member child where child.family_ref = member.family_ref and child.role = 'CHILD');

analyze stage_reach;

create temporary table stage_tie on commit drop as
with work as (
    select agency_id, staff_id, person_ref, is_lead, valid_from, valid_to
    from people_involvement, intake_run
    where people_involvement.run_id = %(run_id)s and intake_run.id = %(run_id)s
      and (valid_to is null or valid_to > intake_run.as_at)
),
tie as (
    select case when bool_or(is_lead) then 'LEAD' else 'TEAM' end as kind, agency_id, staff_id, person_ref,
           min(valid_from) as valid_from, nullif(max(coalesce(valid_to, 'infinity')), 'infinity') as valid_to,
           'INVOLVEMENT' as how_made
    from work
    where staff_id <> ''
    group by agency_id, staff_id, person_ref
    union all
    select 'MANAGES', agency_id, '', person_ref, min(valid_from),
           nullif(max(coalesce(valid_to, 'infinity')), 'infinity'), 'INVOLVEMENT'
    from work
    group by agency_id, person_ref
    union all
    -- A new contact is the front door's for five working days.
    select 'DUTY', '', '', person_ref, max(happened_on), max(happened_on) + 7, 'CONTACT'
    from people_fact, intake_run
    where people_fact.run_id = %(run_id)s and intake_run.id = %(run_id)s and kind = 'CONTACT' and person_ref <> ''
      and happened_on > intake_run.as_at - 7
    group by person_ref
    union all
    -- So is whoever was brought into view because somebody helps them.
    select 'DUTY', '', '', person_ref, max(brought_at::date), max(brought_at::date) + 7, 'CONTACT'
    from people_broughtintoview, intake_run
    where intake_run.id = %(run_id)s and brought_at::date > intake_run.as_at - 7
    group by person_ref
)
select kind, agency_id, staff_id, person_ref, coalesce(family_ref, '') as family_ref, valid_from, valid_to, how_made
from tie
left join stage_reach using (person_ref);

-- Who must not be found: those an agency says so of, whoever lives at a protected place though their own agency did not
-- say so, and the children of either: a school would tell where their parent is.
create temporary table stage_shield on commit drop as
with hidden as (
    select person_ref from people_persondetails where run_id = %(run_id)s and is_shielded
    union
    select residence.person_ref
    from people_residence residence
    join people_dwelling dwelling using (run_id, dwelling_id)
    where run_id = %(run_id)s and dwelling.is_protected and residence.valid_to is null
)
select person_ref from hidden
union
select relation.to_person_ref
from people_relation relation
join hidden on hidden.person_ref = relation.from_person_ref
join people_familymember member
    on member.run_id = relation.run_id and member.person_ref = relation.to_person_ref and member.role = 'CHILD'
where relation.run_id = %(run_id)s and relation.kind in ('PARENT', 'STEP_PARENT', 'ADOPTIVE_PARENT', 'CARER')
  and relation.valid_to is null;
