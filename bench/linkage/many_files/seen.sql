-- Who each agency of a plain British county saw, and when; exactly the number of rows that was asked for.
create or replace table seen as
with agency as (
    select unnest([
        {'file': 'health', 'share': 0.80, 'youngest': 0, 'oldest': 120}, {'file': 'school', 'share': 0.95, 'youngest': 4, 'oldest': 17},
        {'file': 'housing', 'share': 0.42, 'youngest': 17, 'oldest': 120}, {'file': 'benefits', 'share': 0.44, 'youngest': 16, 'oldest': 120},
        {'file': 'police', 'share': 0.17, 'youngest': 10, 'oldest': 75}], recursive := true)),
visits as (
    select file, person, copy, 2 * draw(person, file || copy) as t, hash(file, person, copy, {seed}) as k
    from person, agency, (select unnest([0, 1]) as copy)
    where age between youngest and oldest and draw(person, 'known' || file) < share
        and (copy = 0 or draw(person, 'again' || file) < 0.12))
select file, k, visits.person, copy, t, if(hit(k, 'old address', 0.03), t - 1, t) as address_t,
    if(hit(k, 'old surname', 0.06), t - 1, t) as name_t, false as old_name,
    case file when 'police' then 0.10 when 'housing' then 0.08 else 0.03 end as informal
from visits join person using (person)
where -age <= t and t < died
order by hash(k) limit {rows};
