-- The earlier records at the dwellings that new records name.
create or replace table linking.earlier_at as
with dwelling as (select distinct dwelling, hash(dwelling) as mark from linking.home where dwelling is not null)
select dwelling, known.n, household_ref
from linking.known_record as record join dwelling on record.dwellings[1] = mark
join linking.known as known using (n)
where n not in (select n from linking.replaced);
