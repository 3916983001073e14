-- A baby who is expected has no name to compare: two records are one baby if they expect the same day (or one was born near
-- the day that the other expects) and belong to the same relatives, as the first clustering found them.

create or replace table linking.near as
with direct as (
    select label.label, person from linking.kin join linking.label using (n), unnest(people) as related (person)
)
select n, person from linking.kin join linking.record using (n), unnest(people) as related (person) where due_on is not null
union
select kin.n, direct.person
from linking.kin join linking.record using (n), unnest(people) as related (person)
join direct on direct.label = related.person
where due_on is not null;

create or replace table linking.same_baby as
select distinct least(unborn.n, other.n) as n_l, greatest(unborn.n, other.n) as n_r
from linking.record as unborn
join linking.near on near.n = unborn.n
join (
    select n, person from linking.near
    union
    select n, person from linking.kin join linking.record using (n), unnest(people) as related (person) where born_on is not null
) as beside on beside.person = near.person and beside.n <> unborn.n
join linking.record as other on other.n = beside.n
where unborn.due_on is not null and unborn.forename is null and unborn.lister <> other.lister
    and (abs(date_diff('day', unborn.due_on, other.due_on)) <= 14
        or date_diff('day', unborn.due_on, other.born_on) between -42 and 21);
