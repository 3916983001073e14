-- truth.residence: a chain of moves. A household that moves leaves the home that the next to move in its town then takes,
-- so that no home is lived in by two households at once; a few come from homes that stand empty today.

-- A household is as old as its home, and nobody sets one up before eighteen.
create or replace table work.moved_in as
select household_id, household.town_no, household.tenure,
    greatest(getvariable('as_at') - 20 - cast(floor(-ln(1 - chance(household_id, 'moved in')) * 365
        * case household.tenure when 'OWNED' then 13 when 'COUNCIL' then 8 else 3 end) as integer),
        least(coalesce(years_before(head.born_on, -18), cast('1900-01-01' as date)), getvariable('as_at') - 20)) as moved_on
from work.household household join work.filled using (household_id) left join work.head head using (household_id);

create or replace table work.empty_dwelling as
select dwelling_id, town_no, row_number() over (partition by town_no order by chance(dwelling_id, 'empty'), dwelling_id) as n
from work.dwelling where dwelling_id not in (select household_id from work.filled);

-- The homes of a household: today's, the one before, and the one before that.
create or replace table work.home_spell as
with recent as (
    select *, lead(household_id) over (partition by town_no order by moved_on, household_id) as left_id,
        row_number() over (partition by town_no order by moved_on, household_id) as n,
        chance(household_id, 'from outside') as origin
    from work.moved_in where moved_on > years_before(getvariable('as_at'), 10)
), before as (
    select household_id, left_id as dwelling_id, moved_on as left_on, town_no, n,
        moved_on - 120 - cast(floor(-ln(1 - chance(household_id, 'before')) * 365 * 3.5) as integer) as came_on
    from recent where origin > 0.2 and left_id is not null
)
select household_id, household_id as dwelling_id, moved_on as valid_from, cast(null as date) as valid_to, 0 as back from work.moved_in
union all
select household_id, dwelling_id, came_on, left_on, 1 from before
union all
select household_id, empty_dwelling.dwelling_id, came_on - 150 - whole_between(0, 1200, household_id, 'earlier'), came_on, 2
from before join work.empty_dwelling empty_dwelling using (town_no, n)
where came_on > years_before(getvariable('as_at'), 8);

-- When each person joined the household they sleep in, and the household they left to do so.
create or replace table work.joined as
select home.person_id, home.household_id, home.place, person.household_id as left_household,
    case
        when stand_in.person_id is not null then greatest(separated_on, coalesce(couple.valid_from, separated_on))
        when home.place = 2 then couple.valid_from
        when home.place between 31 and 59 then getvariable('as_at') - whole_between(40, 1100, home.person_id, 'joined')
        else person.born_on
    end as joined_on, separated_on, person.died_on
from work.person_home home join work.person person using (person_id)
    left join work.stand_in stand_in on stand_in.person_id = home.person_id
    left join work.separation separation on separation.person_id = home.person_id
    left join work.couple couple on couple.household_id = home.household_id and couple.two_id = home.person_id
where person.due_on is null
union all
-- Parents who live outside the county: here no longer.
select person_id, null, place, household_id, null, separated_on, null from work.separation
where person_id not in (select person_id from work.stand_in);

create or replace table work.spell as
select person_id, spell.dwelling_id, greatest(spell.valid_from, joined_on) as valid_from,
    least(coalesce(spell.valid_to, never()), coalesce(died_on, never())) as valid_to
from work.joined joined join work.home_spell spell using (household_id)
union all
select person_id, spell.dwelling_id, greatest(spell.valid_from, years_before(separated_on, whole_between(2, 9, person_id, 'there'))),
    least(coalesce(spell.valid_to, never()), separated_on)
from work.joined joined join work.home_spell spell on spell.household_id = joined.left_household
where separated_on is not null
union all
select person_id, household_id, joined_on, never() from work.joined where household_id >= 900000000;

create or replace table work.residence as
select person_id, dwelling_id, valid_from, case when valid_to < never() then valid_to end as valid_to
from work.spell where valid_from < valid_to and valid_from <= getvariable('as_at');
