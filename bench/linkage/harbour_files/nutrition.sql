-- The nutrition programme: young children and their mothers, some certified twice.
create or replace table nutrition as
select 'N' || (10000 + row_number() over (order by k)) as client_id,
    absent(simple_text(first_name), k, 'first', 0.01) as first_name,
    absent(left(simple_text(middle_name), 1), k, 'mi', 0.05) as mi,
    absent(simple_text(last_name), k, 'last', 0.01) as last_name,
    absent(strftime(birthday, '%m/%d/%Y'), k, 'dob', 0.01) as dob, absent(sex_written, k, 'sex', 0.01) as sex,
    absent(ethnicity, k, 'group', 0.05) as race, absent(unit_written, k, 'unit', 0.05) as apt,
    absent(house_written, k, 'house', 0.03) as house, absent(street_written, k, 'street', 0.03) as street,
    absent(city_written, k, 'city', 0.02) as city, state, absent(postcode_written, k, 'zip', 0.02) as zip,
    hash(k, 'order') as _order, client_id as _record_id, {truth}
from full_row where file = 'nutrition';
