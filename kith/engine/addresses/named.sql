-- addresses.named: for records that give a postcode of a street or two and no street: the one household of their family
-- name there, or else all of the name there who say no more.

create or replace table addresses.named as
with fine as (select distinct postcode from addresses.normal where is_fine),
lost as (
    select settled.n, settled.label, settled.surname, home.postcode
    from addresses.settled as settled join linking.home as home using (n) semi join fine on fine.postcode = home.postcode
    where settled.dwelling is null and settled.surname is not null and home.says in ('NOTHING', 'TOO_LITTLE')
),
place as (
    select distinct dwelling.dwelling, form.postcode
    from addresses.dwelling as dwelling join addresses.form as form using (form) where form.is_fine
),
-- More of a name than a household has, as where students live, are not one.
few as (
    select postcode, surname from lost group by postcode, surname having count(distinct label) <= $most_in_one
),
stayed as (
    select place.postcode, stood.surname, stood.label, stood.home
    from addresses.stood as stood join place using (dwelling)
),
there as (
    select postcode, surname, any_value(home) as home, count(distinct home) as homes
    from stayed where surname is not null group by postcode, surname
)
select lost.n, there.home, if(there.home is null, (hash(lost.postcode) >> 1)::bigint, null) as postcode
from lost
semi join few on few.postcode = lost.postcode and few.surname = lost.surname
left join there on there.postcode = lost.postcode and there.surname = lost.surname
where coalesce(there.homes, 1) = 1
    -- Whose own home is there needs no name.
    and (lost.label, lost.postcode) not in (select (label, postcode) from stayed);
