-- A survey by interviewers: full names with their accents, the address on one line.
create or replace table survey as
select 'HS-' || (100000 + row_number() over (order by k)) as interview_no,
    absent(first_name, k, 'first', 0.01) as given_name, absent(middle_name, k, 'mid', 0.25) as middle_name,
    absent(last_name, k, 'last', 0.01) as family_name, absent(birthday, k, 'dob', 0.03)::date as birth_date,
    absent(sex_written, k, 'sex', 0.01) as gender, absent(ethnicity, k, 'group', 0.03) as ethnicity,
    absent(house_written || ' ' || street_written
        || coalesce([' Apt ', ' #', ' Unit '][1 + pick(k, 'unit', 3)] || unit_written, ''), k, 'street', 0.02) as address,
    absent(city_written, k, 'city', 0.02) as city, state, absent(postcode_written, k, 'zip', 0.02) as zip,
    hash(k, 'order') as _order, interview_no as _record_id, {truth}
from full_row where file = 'survey';
