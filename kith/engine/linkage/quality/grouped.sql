-- Whose group each record of the pairs taken is: its own, or where it says none what most records of its person say.
-- Of many pairs every so many people are taken, each group alike: more would cost much and tell no more.
create or replace table measuring.taken as
select row_number() over () as pair, n_l, n_r, unit, case when $has_unaided then unaided else found end as hit
from measuring.shared
where not contradicts and (says_enough or not $has_unaided)
    and unit % greatest(1, (select count(*) from measuring.shared) // $most_pairs) = 0;

create or replace table measuring.grouped as
with wanted as (
    select n_l as n from measuring.taken union select n_r from measuring.taken union select n_l from measuring.looked
    union select n_r from measuring.looked
),
kind as (select distinct what from measuring.group_of),
own as (select distinct n, what, value from measuring.group_of semi join wanted using (n)),
silent as (select n, what, label from wanted cross join kind anti join own using (n, what) join measuring.record using (n)),
of_person as (
    select label, what, value
    from measuring.group_of join (select n, label from measuring.record semi join silent using (label)) using (n)
    group by label, what, value qualify row_number() over (partition by label, what order by count(*) desc, value) = 1
)
select n, what, value from own
union all
select n, what, value from silent join of_person using (label, what);
