-- addresses.written: each way in which agencies, and the council's list, write an address, once.

create or replace table addresses.written as
with every_one as (
    select address_text, postcode from standard.address
    union all
    select address_text, postcode from standard.fact where address_text is not null
    union all
    select address_text, postcode from standard.listed
)
select address_key(address_text, null, null, postcode) as key, any_value(address_text) as address, null::varchar as town,
    null::varchar as region, any_value(postcode) as postcode, count(*) as records
from every_one
group by 1;
