-- Kith's own register. A record is whom a worker wrote down; its number is the reference that they were given then.

insert into person by name
select row_number, record as local_id, 'COUNCIL_EH' as agency_id, name_case(forename) as forename,
    name_case(surname) as surname, name_case(known_as) as known_as, born_on,
    case when born_on is null then due_on end as due_on, sex_code(sex) as sex, nhs_number
from registered_people;

-- What was said on the day that they were written down. A home that is kept secret is a secret in every file after it.
insert into address by name
select row_number, record as local_id, address_lines(address_line) as address_text, postcode, registered_on as as_at,
    coalesce(is_address_secret, false) as is_protected
from registered_people
where address_line is not null or postcode is not null;
