-- Mothers and children who fled to a refuge, and children looked after in a children's home: moved there from work.residence.

create or replace table work.sheltered as
with room as (
    select dwelling_id, row_number() over (order by dwelling_id, n) as n
    from (select dwelling_id, unnest(range(1, 5)) as n from work.communal where kind = 'REFUGE')
), fled as (
    select household_id, row_number() over (order by separated_on desc, household_id) as n,
        greatest(separated_on, getvariable('as_at') - whole_between(15, 150, household_id, 'fled')) as since_on
    from work.separation separation join work.household household using (household_id)
    where kind = 'LONE' and not is_father_headed and separated_on > getvariable('as_at') - 500
    qualify row_number() over (partition by household_id order by separated_on desc) = 1
), bed as (
    select dwelling_id, row_number() over (order by dwelling_id, n) as n
    from (select dwelling_id, unnest(range(1, 4)) as n from work.communal where kind = 'CHILDRENS_HOME')
), looked_after as (
    select person_id, row_number() over (order by chance(person_id, 'looked after') + need_score * -0.15, person_id) as n,
        getvariable('as_at') - whole_between(40, 900, person_id, 'looked after since') as since_on
    from work.person person join work.household household using (household_id)
    where other_parent is not null and person.born_on between years_before(getvariable('as_at'), 17) and years_before(getvariable('as_at'), 12)
)
select home.person_id, room.dwelling_id, since_on, 'REFUGE' as kind
from fled join room using (n) join work.person_home home using (household_id)
where home.place = 1 or home.place between 21 and 29
union all
select person_id, dwelling_id, since_on, 'CHILDRENS_HOME' from looked_after join bed using (n);

delete from work.sheltered where person_id in (select person_id from work.person where due_on is not null)
    or kind = 'CHILDRENS_HOME' and person_id in (select person_id from work.sheltered where kind = 'REFUGE');

delete from work.residence using work.sheltered sheltered
where residence.person_id = sheltered.person_id and residence.valid_from >= sheltered.since_on;
update work.residence set valid_to = sheltered.since_on from work.sheltered sheltered
where residence.person_id = sheltered.person_id and (residence.valid_to is null or residence.valid_to > sheltered.since_on);
insert into work.residence
select sheltered.person_id, dwelling_id, greatest(since_on, born_on), null
from work.sheltered sheltered join work.person using (person_id);

insert into truth.residence select * from work.residence order by person_id, valid_from;
