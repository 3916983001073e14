-- addresses.form: the distinct normal forms that name a dwelling, and how many records write each.

create or replace table addresses.form as
with counted as (
    select form, min(key) as key, sum(written.records)::bigint as records
    from addresses.normal join addresses.written as written using (key)
    where says in ('PLACE', 'CARE_OF', 'BOX', 'NO_STREET')
    group by form
)
select counted.form, postcode, is_fine, town, coalesce(number, '') || '/' || coalesce(unit, '') as door, number, unit,
    number is not null as is_numbered, compass, stem, ending, records, null::bigint as dwelling
from counted join addresses.normal as normal using (key);
