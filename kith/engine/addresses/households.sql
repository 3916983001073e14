-- linking.household: for every record the household that it speaks of.

create or replace table linking.household as
-- Where the record itself says too little: where most of the person's other records say.
with usual as (
    select label, arg_max(home, (records, -home.tenancy)) as home
    from (select label, home, sum(records) as records from addresses.stood group by all)
    group by label
),
lived as (
    select settled.n, settled.label, settled.dwelling, settled.surname, settled.is_open, named.postcode,
        coalesce(stood.home, named.home, usual.home) as home
    from addresses.settled as settled
    left join addresses.stood as stood on stood.label = settled.label and stood.dwelling = settled.dwelling
    left join usual on usual.label = settled.label
    left join addresses.named as named on named.n = settled.n
),
keyed as (
    select n, case
        -- In a house of flats a name is all that holds people together.
        when is_open
            then (1, dwelling, coalesce(surname, ''), if(surname is null, label, 0))
        when home.tenancy is not null then (2, home.tenancy, home.name, home.alone)
        when postcode is not null then (4, postcode, surname, 0)
        else (3, label, '', 0) end as key
    from lived
)
select n, dense_rank() over (order by key)::bigint as household from keyed;
