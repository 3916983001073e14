-- addresses.tenancy: each person at each dwelling, with a number for those who were there together.

create or replace table addresses.tenancy as
with person as (
    select dwelling, label, mode(surname) as surname, count(*) as records, bool_and(is_box) as is_box from addresses.settled where dwelling is not null and not is_open group by all
),
split as (select distinct dwelling from addresses.parted),
-- Where somebody was parted from somebody, each goes with whom most speaks for: the greatest of those not parted from them.
beside as (
    select one.dwelling, one.label, other.label as head, other.records
    from person as one
    join person as other on other.dwelling = one.dwelling
    semi join split on split.dwelling = one.dwelling
    where not exists (
        from addresses.parted
        where parted.dwelling = one.dwelling and parted.l = least(one.label, other.label) and parted.r = greatest(one.label, other.label))
),
first as (
    select dwelling, label, min(head) as head from beside group by all
),
second as (
    select first.dwelling, first.label, least(first.head, next.head) as head
    from first join first as next on next.dwelling = first.dwelling and next.label = first.head
)
select person.dwelling, person.label, person.surname, person.records, person.is_box,
    dense_rank() over (order by person.dwelling, coalesce(second.head, 0))::bigint as tenancy
from person left join second using (dwelling, label);
