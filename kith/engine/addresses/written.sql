-- addresses.written: each way in which the files write an address, once.

create or replace table addresses.written as
select address_key(address, town, region, postcode) as key,
    any_value(address) as address, any_value(town) as town, any_value(region) as region, any_value(postcode) as postcode,
    count(*) as records
from linking.raw
group by 1;
