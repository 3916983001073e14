-- addresses.stood: each person at each dwelling, and the household that they were of there.

create or replace table addresses.stood as
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
told as (
    select label, dwelling, stay.surname, records, struct_pack(
        tenancy := coalesce(head, tenancy),
        name := if(crowded.tenancy is null, '', coalesce(surname, '')),
        alone := if(crowded.tenancy is null or surname is not null, 0, label)) as home
    from addresses.tenancy as stay left join gone on gone.home = tenancy
    left join addresses.crowded as crowded using (dwelling, tenancy)
)
from told;
