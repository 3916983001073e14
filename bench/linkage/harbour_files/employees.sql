-- Employers' yearly returns: a row a job, no date of birth, no record number; 2% of people work under another's number.
create or replace table employees as
with spare as (select number, row_number() over (order by number) as at from person),
numbered as (
    select full_row.*,
        case when not has_number or draw(person, 'borrows') < 0.015
            then if(draw(person, 'whose') < 0.55 and kin_number is not null, kin_number, spare.number) end as borrowed
    from full_row join spare on spare.at = 1 + pick(person, 'lender', (select count(*) from spare)))
select absent(if(borrowed is null, number_written, soiled_digits(borrowed::varchar, k, 'number')), k, 'no', 0.01) as ssn,
    absent(plain_text(first_name), k, 'first', 0.01) as first_name,
    absent(left(plain_text(middle_name), 1), k, 'mi', 0.05) as middle_initial,
    absent(plain_text(last_name), k, 'last', 0.01) as last_name,
    2022 + copy // 3 as tax_year,
    absent('Employer ' || pick(if(draw(person, 'stays') < 0.75, person, person + copy // 3), 'job' || copy % 3, 900), k, 'emp', 0.01)
        as employer,
    absent(if(po_box is null, unit_written, null), k, 'unit', 0.05) as mailing_unit,
    absent(if(po_box is null, house_written, null), k, 'house', 0.03) as mailing_number,
    absent(if(po_box is null, upper(street_written), po_box), k, 'street', 0.03) as mailing_street,
    absent(upper(city_written), k, 'city', 0.02) as mailing_city, state as mailing_state,
    absent(postcode_written, k, 'zip', 0.02) as mailing_zip,
    hash(k, 'order') as _order, null::varchar as _record_id, {truth}
from numbered where file = 'employees';
