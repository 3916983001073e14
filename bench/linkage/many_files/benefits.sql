-- Benefits: capitals, address in columns, an NHS number for some.
create or replace table benefits as
select 'B' || (10000000 + row_number() over (order by k)) as claimant, plain_text(first_name) as first_name,
    absent(left(plain_text(middle_name), 1), k, 'mi', 0.2) as initial, plain_text(last_name) as surname,
    absent(strftime(birthday, '%Y%m%d'), k, 'dob', 0.01) as birth_dt, sex_written as gender_cd,
    upper(coalesce('FLAT ' || unit_written || ' ', '') || house_written) as addr_line1, upper(street_written) as addr_line2,
    upper(city_written) as addr_town, replace(absent(postcode_written, k, 'pc', 0.02), ' ', '') as addr_postcode,
    if(draw(k, 'has nhs') < 0.6, nhs_number, null) as nhs,
    hash(k, 'order') as _order, claimant as _record_id, {truth}
from full_row where file = 'benefits';
