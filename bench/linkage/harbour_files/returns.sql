-- Household tax returns: filer, spouse and dependants with numbers; no date of birth.
create or replace table returns as
select 'R' || lpad((row_number() over (order by k))::varchar, 7, '0') as line_id,
    case when role = 'head' then 'filer' when role = 'partner' then 'spouse' else 'dependant' end as line,
    absent(if(has_number, number_written, null), k, 'no', 0.03) as taxpayer_number,
    absent(plain_text(first_name), k, 'first', 0.01) as first, absent(left(plain_text(middle_name), 1), k, 'mi', 0.05) as mi,
    absent(plain_text(last_name), k, 'last', 0.01) as last,
    absent(if(po_box is null, unit_written, null), k, 'unit', 0.05) as unit,
    absent(if(po_box is null, house_written, null), k, 'house', 0.02) as street_number,
    absent(if(po_box is null, street_written, po_box), k, 'street', 0.02) as street,
    absent(city_written, k, 'city', 0.02) as city, state, absent(postcode_written, k, 'zip', 0.02) as zip,
    hash(k, 'order') as _order, line_id as _record_id, {truth}
from full_row where file = 'returns';
