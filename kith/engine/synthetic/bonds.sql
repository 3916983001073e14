-- Who belongs to whom: parents who live elsewhere find homes, couples have dates, grown children find their parents.
-- Makes work.person_home (the household a person sleeps in), work.couple and work.parent.

-- 1. Parents who live elsewhere. Some are the new partner in another household of the same town; more live alone or share.
create or replace table work.absent as
select person.person_id, person.household_id, person.place, person.sex, person.born_on, household.town_no,
    max(arrives_on) as last_on, min(arrives_on) as first_on, any_value(first_here_on) as next_on,
    chance(person.person_id, 'in county') < 0.68 as in_county
from work.person person join work.child child on child.household_id = person.household_id and child.other_parent = person.place
    join work.household household on household.household_id = person.household_id
    join work.first_child first_child on first_child.household_id = person.household_id
where person.place in (11, 12)
group by all;

create or replace table work.separation as
select *, day_between(least(last_on + 60, getvariable('as_at') - 120),
    least(coalesce(next_on - 420, getvariable('as_at') - 40), getvariable('as_at') - 40), person_id, 'separated') as separated_on
from work.absent;

-- A new partner is of the age that the household had drawn, in the same town, free before the first child they share.
create or replace table work.stand_in as
with wanted as (
    select person.person_id as replaced_id, person.household_id, town_no, sex, year(born_on) as born, first_here_on,
        row_number() over (partition by town_no, sex, year(born_on) order by chance(person.person_id, 'stand in'), person.person_id) as n
    from work.person person join work.household using (household_id) left join work.first_child using (household_id)
    where place = 2 and is_step
), free as (
    select person_id, household_id, separated_on, town_no, sex, year(born_on) as born,
        row_number() over (partition by town_no, sex, year(born_on) order by chance(person_id, 'free'), person_id) as n
    from work.separation where in_county
)
select replaced_id, wanted.household_id, person_id
from wanted join free using (town_no, sex, born, n)
where separated_on < coalesce(first_here_on - 400, getvariable('as_at') - 200) and wanted.household_id <> free.household_id;

insert into work.stand_in
with rooms as (
    select person.person_id as replaced_id, person.household_id, town_no,
        row_number() over (partition by sex, town_no order by chance(person.person_id, 'room'), person.person_id) as n, sex
    from work.person person join work.household using (household_id)
    where (kind = 'ALONE' and place = 1 or kind = 'HMO') and chance(person.person_id, 'room kept') < 0.9
        and date_diff('year', born_on, getvariable('as_at')) between 20 and 62
), looking as (
    select person_id, sex, town_no,
        row_number() over (partition by sex, town_no order by chance(person_id, 'looking'), person_id) as n
    from work.separation where in_county and person_id not in (select person_id from work.stand_in)
)
select replaced_id, household_id, person_id from rooms join looking using (sex, town_no, n);

delete from work.person where person_id in (select replaced_id from work.stand_in);

-- Where each person sleeps now; those left out live outside the county. place_id says in whose stead.
create or replace table work.person_home as
select person_id, household_id, place from work.person where place not in (11, 12)
union all
select person_id, stand_in.household_id, replaced_id % 100 from work.stand_in;

-- 2. Couples: at home, and apart.
create or replace table work.couple as
with pair as (
    select one.household_id, one.person_id as one_id, two.person_id as two_id
    from work.person_home one join work.person_home two on two.household_id = one.household_id
    where one.place = 1 and two.place = 2
), dated as (
    select pair.*, household.kind, marriage, is_step, first_here_on,
        (select max(separated_on) from work.separation s where s.household_id = pair.household_id) as after_on,
        greatest(one.born_on, two.born_on) as younger_on
    from pair join work.household household using (household_id) left join work.first_child using (household_id)
        join work.person one on one.person_id = one_id join work.person two on two.person_id = two_id
), begun as (
    select *, case
        when is_step then day_between(coalesce(after_on, younger_on + 6600) + 30,
            coalesce(first_here_on - 330, getvariable('as_at') - 20), household_id, 'together')
        when first_here_on is not null then greatest(first_here_on - 330 - whole_between(0, 2200, household_id, 'together'), younger_on + 5800)
        else day_between(younger_on + 7000, least(younger_on + 12000, getvariable('as_at') - 60), household_id, 'together')
    end as together_on
    from dated
)
select household_id, one_id, two_id, least(together_on, getvariable('as_at') - 15) as valid_from, cast(null as date) as valid_to,
    case when marriage < case when is_step then 0.35 when kind = 'OLD_COUPLE' then 0.93 else 0.62 end
        and together_on + 500 < getvariable('as_at') then together_on + whole_between(200, 1400, household_id, 'wedding') end as married_on
from begun;

insert into work.couple
select separation.household_id, head.person_id, separation.person_id, first_on - 330 - whole_between(0, 1500, separation.person_id, 'together'),
    separated_on,
    case when chance(separation.person_id, 'was married') < 0.38 then first_on - whole_between(-300, 320, separation.person_id, 'wedding') end
from work.separation separation join work.person head on head.household_id = separation.household_id and head.place = 1;

insert into work.couple
select late.household_id, head.person_id, late.person_id, greatest(head.born_on, late.born_on) + whole_between(7000, 10500, late.person_id, 'together'),
    late.died_on, greatest(head.born_on, late.born_on) + whole_between(7700, 11000, late.person_id, 'together')
from work.person late join work.person head on head.household_id = late.household_id and head.place = 1
where late.place = 13;

update work.couple set married_on = null where married_on >= coalesce(valid_to, getvariable('as_at'));

insert into work.couple
select one.household_id, one.person_id, two.person_id, greatest(one.born_on, two.born_on) + 7600, null, greatest(one.born_on, two.born_on) + 7900
from work.person one join work.person two on two.household_id = one.household_id and one.place = 41 and two.place = 42;

-- 3. Parents. A child's mother and father by place; the head of an extended household's by place; others by matching ages.
create or replace table work.parent as
select head.person_id as parent_id, child.person_id as child_id, 'HEAD' as how
from work.person child join work.person head on head.household_id = child.household_id and head.place = 1
where child.other_parent is not null
union all
select coalesce(stand_in.person_id, parent.person_id, child.household_id * 100 + child.other_parent), child.person_id, 'OTHER'
from work.person child
    left join work.person parent on parent.household_id = child.household_id and parent.place = child.other_parent
    left join work.stand_in stand_in on stand_in.replaced_id = child.household_id * 100 + child.other_parent
where child.other_parent is not null and coalesce(stand_in.person_id, parent.person_id) is not null
union all
select elder.person_id, head.person_id, 'ELDER'
from work.person elder join work.person head on head.household_id = elder.household_id and head.place = 1
where elder.place in (41, 42);

-- An older woman's grown children who live in the county: of her pool of names, born when she was 19 to 37.
create or replace table work.grown_child as
with mothers as (
    select person.person_id, person.names, town_no, born_on,
        unnest(range(1, 1 + case when chance(person.person_id, 'grown') < 0.3 then 0 when chance(person.person_id, 'grown') < 0.62 then 1
            when chance(person.person_id, 'grown') < 0.88 then 2 else 3 end)) as nth
    from work.person person join work.household household using (household_id)
    where person.sex = 'F' and place = 1 and kind in ('OLD_ALONE', 'OLD_COUPLE', 'COUPLE', 'ALONE') and born_on < years_before(getvariable('as_at'), 40)
), wished as (
    select person_id as mother_id, born, names, row_number() over (partition by names, born order by town_no, chance(key, 'grown order'), key) as n
    from (select *, person_id * 10 + nth as key,
        year(born_on) + whole_between(19, 37, person_id * 10 + nth, 'mother age') as born from mothers)
), grown as (
    select person.person_id as child_id, year(born_on) as born, person.names,
        row_number() over (partition by person.names, year(born_on)
            order by chance(person.person_id, 'has mother') > 0.75, town_no, chance(person.person_id, 'grown child'), person.person_id) as n
    from work.person person join work.household household using (household_id)
    where (place in (1, 2, 11, 12) or place between 31 and 39) and born_on < years_before(getvariable('as_at'), 17.5)
        and person.person_id not in (select child_id from work.parent)
)
select mother_id, child_id from wished join grown using (names, born, n) where mother_id <> child_id;

insert into work.parent
select mother_id, child_id, 'GROWN' from work.grown_child
union all
-- Her partner, or the husband who died, is most often the father.
select two_id, child_id, 'GROWN'
from work.grown_child join work.couple couple on couple.one_id = mother_id
    join work.person father on father.person_id = two_id join work.person child on child.person_id = child_id
where father.sex = 'M' and chance(child_id, 'same father') < 0.85
    and father.born_on < years_before(child.born_on, 17) and (couple.valid_to is null or father.place = 13);
