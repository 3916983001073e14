-- Police: SURNAME, Forename in one column, birthdays often missing, addresses sometimes.
create or replace table police as
select 'N' || (10000000 + row_number() over (order by k)) as nominal, upper(last_name) || ', ' || first_name as name,
    absent(strftime(birthday, '%d %b %Y'), k, 'dob', 0.10) as dob, sex_written as sex,
    absent(coalesce('FLAT ' || unit_written || ' ', '') || house_written || ' ' || upper(street_written), k, 'street', 0.15) as address,
    absent(postcode_written, k, 'pc', 0.15) as postcode,
    hash(k, 'order') as _order, nominal as _record_id, {truth}
from full_row where file = 'police';
