-- One row per record given now: a fingerprint of all that it says, by which the same record is known again.

create or replace table linking.content as
select n, md5_number_lower(concat_ws(chr(31), coalesce(first_name, ''), coalesce(middle_name, ''), coalesce(last_name, ''),
    coalesce(known_as, ''), coalesce(previous_last_name, ''), coalesce(born::varchar, ''), coalesce(born_year::varchar, ''),
    coalesce(sex, ''), coalesce(address, ''), coalesce(town, ''), coalesce(region, ''), coalesce(postcode, ''),
    identifiers::varchar, other::varchar, groups::varchar)) as content
from linking.raw;
