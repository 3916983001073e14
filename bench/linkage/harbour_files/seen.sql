-- Who each agency of the harbour set saw, and when; t is years from the start, and the census is at a quarter.
create or replace table living as
select *, -age as born_t, household as first_household from person;
create or replace table seen as
with census as (
    select person, 0.25 as t, copy, if(copy = 1, stay.since - 0.02, 0.25) as address_t
    from living join stay using (person), (select unnest([0, 1, 2]) as copy)
    where stay.since <= 0.25 and 0.25 < stay.until and draw(stay.household, 'census') < 0.98
        and case copy
            when 0 then draw(person, 'counted') < 0.96
            -- Counted where they live now, and by the parents they left.
            when 1 then stay.since > -1 and draw(person, 'counted twice') < 0.45
            else draw(person, 'written twice') < if(age < 18, 0.015, 0.004) end),
survey as (
    select person, 0.3 + 0.9 * draw(stay.household, 'visit') as t, 0 as copy, t as address_t
    from living join stay using (person)
    where stay.since <= 0.3 + 0.9 * draw(stay.household, 'visit') and 0.3 + 0.9 * draw(stay.household, 'visit') < stay.until
        and draw(stay.household, 'survey') < 0.15 and draw(person, 'survey') < 0.94 and role <> 'resident'),
visit as (select unnest([0, 1]) as copy),
infant as (
    select person, mother, copy, greatest(born_t + 0.02, copy + draw(person, 'clinic' || copy)) as t, household
    from living, visit
    where role = 'child' and draw(household, 'poor') < 0.5 and draw(person, 'clinic again' || copy) < [0.8, 0.6][1 + copy]),
nutrition as (
    select person, t, copy, t as address_t from infant join living using (person) where t < 2 and age + t < 5
    union all
    select infant.mother, min(infant.t), copy, min(infant.t) from infant join living using (person)
    where infant.mother >= 0 and infant.t < 2 and living.age + infant.t < 5 group by infant.mother, copy),
jobs as (select unnest([0, 1, 2, 3, 4, 5]) as copy),
employees as (
    select person, 0.6 + copy // 3 * 0.9 as t, copy, t as address_t from living, jobs
    where age + t between 16.5 and 70 and draw(person, 'works') < 0.62 and draw(person, 'year' || copy // 3) < 0.9
        and draw(person, 'job' || copy) < [1.0, 0.14, 0.03][1 + copy % 3]),
returns as (
    select person, 0.8 as t, 0 as copy, 0.8 as address_t from living join stay using (person)
    where stay.since <= 0.8 and 0.8 < stay.until and role <> 'resident' and draw(stay.household, 'files') < 0.62),
register as (
    select person, 0.7 + copy * 0.9 as t, copy, 0.7 as address_t from living, visit
    where if(copy = 0, draw(person, 'claims') < if(age > 66, 0.95, 0.34), draw(person, 'claims again') < 0.03)),
everything as (
    select 'census' as file, * from census union all select 'survey', * from survey
    union all select 'nutrition', * from nutrition union all select 'employees', * from employees
    union all select 'returns', * from returns union all select 'register', * from register)
select file, hash(file, person, copy, {seed}) as k, everything.person, copy, t,
    -- An old address or an old surname is kept now and then.
    if(hit(hash(file, person, copy, {seed}), 'old address', 0.025), address_t - 1, address_t) as address_t,
    if(hit(hash(file, person, copy, {seed}), 'old surname', 0.06), t - 1, t) as name_t,
    file = 'register' and draw(person, 'maiden') < 0.2 as old_name,
    case file when 'register' then 0.01 when 'employees' then 0.04 when 'returns' then 0.04 when 'census' then 0.08
        else 0.1 end as informal
from everything join living using (person)
where born_t <= t and t < died;
