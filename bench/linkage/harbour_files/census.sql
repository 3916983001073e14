-- The census: everybody at an address, in capitals; students may be counted twice.
create or replace table census as
select 'C' || lpad((row_number() over (order by k))::varchar, 6, '0') as record_id,
    absent(plain_text(first_name), k, 'first', 0.01) as first_name,
    absent(left(plain_text(middle_name), 1), k, 'mi', 0.02) as middle_initial,
    absent(plain_text(last_name), k, 'last', 0.01) as last_name,
    absent(strftime(birthday, '%m/%d/%Y'), k, 'dob', 0.02) as date_of_birth,
    absent(if(sex_written = 'F', 'Female', 'Male'), k, 'sex', 0.01) as sex,
    absent(ethnicity, k, 'group', 0.03) as race_ethnicity,
    absent(unit_written, k, 'unit', 0.03) as unit_number, absent(house_written, k, 'house', 0.02) as street_number,
    absent(lower(street_written), k, 'street', 0.02) as street_name, absent(city_written, k, 'city', 0.01) as city,
    absent(state, k, 'state', 0.01) as state, absent(postcode_written, k, 'zip', 0.01) as zipcode,
    hash(k, 'order') as _order, record_id as _record_id, {truth}
from full_row where file = 'census';
