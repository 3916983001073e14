-- Health: an NHS number nearly always, a postcode and no street.
create or replace table health as
select 'H' || (10000000 + row_number() over (order by k)) as patient_id,
    absent(if(hit(k, 'nhs', 0.006), digit(nhs_number, k, 'nhs'), nhs_number), k, 'nhs', 0.02) as nhs_number,
    first_name as given_name, absent(middle_name, k, 'mid', 0.3) as middle_names, last_name as family_name,
    absent(birthday, k, 'dob', 0.005)::date as birth_date, sex_written as gender, absent(postcode_written, k, 'pc', 0.02) as postcode,
    hash(k, 'order') as _order, patient_id as _record_id, {truth}
from full_row where file = 'health';
