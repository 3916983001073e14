-- addresses.parted: two people of one dwelling who were never there together: the same source has them in different places.

create or replace table addresses.parted as
with place as (
    select distinct label, source, dwelling, surname from addresses.settled where dwelling is not null and not is_open and not is_box
    -- Whoever lives everywhere is not one person, and would be compared with everybody.
    qualify dense_rank() over (partition by label order by dwelling desc) + dense_rank() over (partition by label order by dwelling) - 1 <= $most
),
-- Those who share a dwelling with few: counted first, so that a hall of ten thousand never meets itself.
person as materialized (
    select dwelling, label, any_value(surname) as surname from place group by dwelling, label
    qualify count(*) over (partition by dwelling) between 2 and $most
),
mover as (
    select label from place group by label having count(distinct dwelling) > 1
),
pair as (
    select one.dwelling, one.label as l, other.label as r
    from person as one
    join person as other on other.dwelling = one.dwelling and other.label > one.label
    where (one.label in (from mover) or other.label in (from mover)) and one.surname is distinct from other.surname
),
couple as (select distinct l, r from pair),
told as (
    select l, r, one.source as source, bool_or(one.dwelling = other.dwelling) as together
    from couple
    join place as one on one.label = l
    join place as other on other.label = r and other.source = one.source
    group by all
)
select pair.dwelling, l, r from pair join told using (l, r)
group by all having not bool_or(together);
