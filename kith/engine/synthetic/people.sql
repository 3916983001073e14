-- work.person: everybody's place, sex and day of birth; names come later. person_id is household_id x 100 + place:
-- 1 and 2 the couple, 11 and 12 parents who live elsewhere, 13 a partner who died, 21.. children, 31.. sharers, 41 42 grandparents.

create or replace macro at_age(age, id, salt) as
    getvariable('as_at') - cast(round(age * 365.25) as integer) - whole_between(0, 364, id, salt || ':day');

create or replace table work.first_child as
select household_id, min(arrives_on) as first_on, max(arrives_on) as last_on,
    min(arrives_on) filter (other_parent = 2) as first_here_on
from work.child group by household_id;

-- The woman of a couple, the lone parent, or whoever lives alone.
create or replace table work.head as
select household.*, first_on, last_on, first_here_on,
    case
        when is_father_headed then 'M'
        when kind = 'ALONE' then case when chance(household_id, 'head sex') < 0.42 then 'F' else 'M' end
        when kind = 'OLD_ALONE' then case when chance(household_id, 'head sex') < 0.67 then 'F' else 'M' end
        when kind = 'HMO' then null
        else 'F'
    end as sex,
    case
        when has_children then years_before(first_on, first_birth_age + 0.9 * chance(household_id, 'head day'))
        when kind = 'COUPLE' and chance(household_id, 'young couple') < 0.4
            then at_age(between_numbers(21, 34, household_id, 'head age'), household_id, 'head')
        when kind = 'COUPLE' then at_age(between_numbers(43, 65, household_id, 'head age'), household_id, 'head')
        when kind = 'OLD_COUPLE' then at_age(65 + 22 * power(chance(household_id, 'head age'), 1.3), household_id, 'head')
        when kind = 'OLD_ALONE' then at_age(66 + 28 * power(chance(household_id, 'head age'), 1.1), household_id, 'head')
        else at_age(between_numbers(20, 64, household_id, 'head age'), household_id, 'head')
    end as born_on
from work.household household left join work.first_child using (household_id);

create or replace macro partner_born(born_on, first_on, id, salt) as
    least(years_before(born_on, 2.2 + 4 * normal(id, salt)), years_before(coalesce(first_on, getvariable('as_at') + 540), 16.4));

create or replace table work.place_in_household as
select household_id, 1 as place, sex, born_on, names from work.head where kind <> 'HMO'
union all
select household_id, 2, case when chance(household_id, 'same sex') < 0.012 then 'F' else 'M' end,
    partner_born(born_on, first_here_on, household_id, 'partner'), partner_names
from work.head where kind in ('COUPLE_CHILDREN', 'EXTENDED', 'COUPLE', 'OLD_COUPLE') or (kind = 'GROWN_CHILDREN' and marriage < 0.75)
union all
select household_id, other_parent, case when is_father_headed then 'F' else 'M' end,
    partner_born(any_value(head.born_on), min(arrives_on), household_id * 10 + other_parent, 'elsewhere'), any_value(partner_names)
from work.child join work.head head using (household_id)
where other_parent in (11, 12) and chance(household_id * 10 + other_parent, 'unknown parent') > 0.05
group by household_id, other_parent, is_father_headed
union all
select household_id, 13, case sex when 'F' then 'M' else 'F' end, partner_born(born_on, null, household_id, 'late'), names
from work.head where kind = 'OLD_ALONE' and chance(household_id, 'late partner') < 0.5
union all
select household_id, 20 + nth, child.sex, child.born_on, names
from work.child child join work.head head using (household_id)
union all
select household_id, 30 + nth, case when chance(household_id * 10 + nth, 'sharer sex') < 0.4 then 'F' else 'M' end,
    at_age(between_numbers(19, 46, household_id * 10 + nth, 'sharer'), household_id * 10 + nth, 'sharer'),
    names_of(mixed, first_names, second_names, household_id * 10 + nth, 'sharer names')
from (select *, unnest(range(1, 2 + whole_between(2, 5, household_id, 'sharers'))) as nth from work.head where kind = 'HMO')
union all
select household_id, 41, 'F', years_before(born_on, between_numbers(19, 36, household_id, 'granny')), names
from work.head where kind = 'EXTENDED'
union all
select household_id, 42, 'M', years_before(born_on, between_numbers(22, 42, household_id, 'grandad')), names
from work.head where kind = 'EXTENDED' and chance(household_id, 'grandad lives') < 0.5;

-- Fill dwellings in shuffled order until the council has its people; the rest stand empty.
create or replace table work.filled as
with sized as (
    select household_id, count(*) filter (place not in (11, 12, 13) and born_on is not null) as size
    from work.place_in_household group by household_id
), reaching as (
    select *, sum(size) over (order by chance(household_id, 'fill'), household_id) as reached from sized
)
select household_id from reaching
where reached <= getvariable('people') - (select sum(beds) from work.communal) * 0.85 - 60;

update truth.dwelling set kind = 'HMO'
where dwelling_id in (select household_id from work.filled join work.household using (household_id) where kind = 'HMO');

create or replace table work.person as
select household_id * 100 + place as person_id, household_id, place, place_in_household.sex, place_in_household.born_on,
    child.due_on, place_in_household.names, child.other_parent, cast(null as date) as died_on
from work.place_in_household join work.filled using (household_id)
    left join work.child child on child.household_id = place_in_household.household_id and 20 + child.nth = place;

insert into work.person
with bed as (
    select *, unnest(range(1, 1 + cast(floor(beds * 0.85) as integer))) as bed_no from work.communal where kind in ('CARE_HOME', 'HOSTEL')
)
select dwelling_id * 100 + 50 + bed_no, dwelling_id, 50 + bed_no,
    case when chance(dwelling_id * 100 + bed_no, 'bed sex') < case kind when 'CARE_HOME' then 0.68 else 0.3 end then 'F' else 'M' end,
    at_age(case kind when 'CARE_HOME' then between_numbers(76, 97, dwelling_id * 100 + bed_no, 'bed')
        else between_numbers(18, 48, dwelling_id * 100 + bed_no, 'bed') end, dwelling_id * 100 + bed_no, 'bed'),
    null, names_of(mixed, first_names, second_names, dwelling_id * 100 + bed_no, 'bed names'), null, null
from bed join work.ward_names using (ward_no);

update work.person
set died_on = day_between(years_before(getvariable('as_at'), 12), getvariable('as_at') - 30, person_id, 'died')
where place = 13;
