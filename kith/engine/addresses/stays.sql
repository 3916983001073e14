-- addresses.stay: each person at each dwelling, with how many records say so and how many more of their name are there.

create or replace table addresses.stay as
with named as (select dwelling, surname, count(*) as bearers from addresses.lodging where dwelling is not null group by all),
person as (
    select label, dwelling, mode(surname) as surname, count(*) as records
    from addresses.lodging where dwelling is not null group by label, dwelling
)
select label, dwelling, person.surname, records, coalesce(bearers, records) as bearers,
    count(*) over (partition by label) as dwellings
from person left join named using (dwelling, surname);
