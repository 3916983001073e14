-- linking.household: for every record the household that it speaks of.

create or replace table linking.household as
-- A household that moved is the household it was.
with recursive reach as (
    select l as home, r as other from addresses.moved union all select r, l from addresses.moved
),
walk as (
    select home, home as head, 0 as round from (select distinct home from reach)
    union
    select reach.other, walk.head, round + 1 from walk join reach on reach.home = walk.home where round < 4
),
gone as (select home, min(head) as head from walk group by home),
-- Where more people live than a household has, each family name among them is one, and whoever gives no name is alone.
stood as (
    select label, dwelling, records, (
        coalesce(head, tenancy),
        if(crowded.tenancy is null, '', coalesce(surname, '')),
        if(crowded.tenancy is null or surname is not null, 0, label)) as home
    from addresses.tenancy as stay left join gone on gone.home = tenancy
    left join addresses.crowded as crowded using (dwelling, tenancy)
),
-- Where the record itself says too little: where most of the person's other records say.
usual as (
    select label, arg_max(home, (records, -home[1])) as home
    from (select label, home, sum(records) as records from stood group by all)
    group by label
),
keyed as (
    select settled.n, case
        -- In a house of flats a name is all that holds people together.
        when settled.is_open
            then (1, settled.dwelling, coalesce(settled.surname, ''), if(settled.surname is null, settled.label, 0))
        when coalesce(stood.home, usual.home) is not null
            then (2, coalesce(stood.home, usual.home)[1], coalesce(stood.home, usual.home)[2], coalesce(stood.home, usual.home)[3])
        else (3, settled.label, '', 0) end as key
    from addresses.settled as settled
    left join stood on stood.label = settled.label and stood.dwelling = settled.dwelling
    left join usual on usual.label = settled.label
)
select n, dense_rank() over (order by key)::bigint as household from keyed;
