-- Schools: children, with their address; an NHS number for some.
create or replace table school as
select 'S' || (10000000 + row_number() over (order by k)) as pupil_no, first_name as forename, last_name as surname,
    absent(strftime(birthday, '%d/%m/%Y'), k, 'dob', 0.004) as dob, sex_written as sex, absent(ethnicity, k, 'eth', 0.03) as ethnicity,
    absent(unit_written, k, 'unit', 0.04) as flat, absent(house_written || ' ' || street_written, k, 'street', 0.02) as address,
    city_written as town, absent(postcode_written, k, 'pc', 0.02) as postcode,
    if(draw(k, 'has nhs') < 0.6, nhs_number, null) as nhs_no,
    hash(k, 'order') as _order, pupil_no as _record_id, {truth}
from full_row where file = 'school';
