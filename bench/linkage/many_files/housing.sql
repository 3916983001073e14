-- Housing: adults, the whole address on one line, no number.
create or replace table housing as
select 'T' || (10000000 + row_number() over (order by k)) as tenant_ref, first_name, last_name,
    absent(strftime(birthday, '%d-%m-%Y'), k, 'dob', 0.06) as date_of_birth, absent(sex_written, k, 'sex', 0.04) as sex,
    coalesce('Flat ' || unit_written || ', ', '') || house_written || ' ' || street_written || ', ' || city_written as address,
    absent(postcode_written, k, 'pc', 0.02) as postcode,
    hash(k, 'order') as _order, tenant_ref as _record_id, {truth}
from full_row where file = 'housing';
