-- The benefits register: number and date of birth, often the surname of long ago, and no address at all.
create or replace table register as
select 'B' || lpad((row_number() over (order by k))::varchar, 6, '0') as claim_ref,
    absent(if(has_number, number_written, null), k, 'no', 0.005) as number,
    absent(plain_text(first_name), k, 'first', 0.005) as first_name,
    absent(plain_text(middle_name), k, 'mid', 0.08) as middle_name,
    absent(plain_text(last_name), k, 'last', 0.005) as last_name,
    absent(strftime(birthday, '%Y%m%d'), k, 'dob', 0.01) as birth_date, absent(sex_written, k, 'sex', 0.01) as sex,
    hash(k, 'order') as _order, claim_ref as _record_id, {truth}
from full_row where file = 'register';
