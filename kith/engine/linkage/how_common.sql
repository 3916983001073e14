-- What only these records can tell: the chance that two of them, drawn at random, share a dwelling, a postcode, a relative, a person.
-- People are counted as records with distinct name and birth, which is near enough: a factor of two is one bit.

create or replace table linking.how_common as
with size as (
    select greatest(count(*), 2) as records,
        greatest(count(distinct (forename, surname, coalesce(birth, 'unknown'))), 1) as people
    from linking.record
),
dwelling as (
    select sum(here * (here - 1.0)) as pairs from (
        select count(*) as here from linking.record, unnest(dwellings) as places (dwelling) group by dwelling)
),
postcode as (
    select sum(here * (here - 1.0)) as pairs from (
        select count(*) as here from linking.record, unnest(postcodes) as places (postcode) group by postcode)
)
select 'match' as what, least(0.05, greatest(records / people, 1.5) / records) as share from size
union all
select 'dwelling', least(0.2, greatest(coalesce(dwelling.pairs, 0) / (records * (records - 1.0)), 2.0 / records)) from size, dwelling
union all
select 'postcode', least(0.3, greatest(coalesce(postcode.pairs, 0) / (records * (records - 1.0)), 4.0 / records)) from size, postcode
union all
-- Six in ten records of one person with relatives share one; of two people, as many as a person has relatives.
select 'shared relative, in bits', log2(0.6 / least(0.2, 6.0 / people)) from size;
