-- addresses.settled: for every record the dwelling to believe, after slips of the pen and flats left out are put right.

create or replace table addresses.settled as
-- A slip of the pen is put right by the person's other records.
with righted as (
    select lodging.n, lodging.label, lodging.source, lodging.surname, lodging.is_box, coalesce(slip.believed, lodging.dwelling) as dwelling
    from addresses.lodging as lodging
    left join addresses.slip as slip on slip.label = lodging.label and slip.doubted = lodging.dwelling
),
-- A whole house that is flats names none of them: the person's other records say which, or the one flat of their name.
by_person as (
    select righted.n, min(other.dwelling) as dwelling
    from righted
    join addresses.whole_house on house = righted.dwelling
    join addresses.stay as other on other.label = righted.label and other.dwelling = flat
    group by righted.n having count(distinct other.dwelling) = 1
),
by_name as (
    select righted.n, min(other.dwelling) as dwelling
    from righted
    join addresses.whole_house on house = righted.dwelling
    join addresses.stay as other on other.dwelling = flat and other.surname = righted.surname
    group by righted.n having count(distinct other.dwelling) = 1
)
select righted.n, righted.label, righted.source, righted.surname, righted.is_box,
    coalesce(by_person.dwelling, by_name.dwelling, righted.dwelling) as dwelling,
    by_person.dwelling is null and by_name.dwelling is null
        and righted.dwelling in (select house from addresses.whole_house) as is_open
from righted
left join by_person using (n)
left join by_name using (n);
