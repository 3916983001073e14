-- linking.home: for every record the dwelling that its address names (none if it says too little), its postcode, town and street.

create or replace table linking.home as
with told as (
    select key, dwelling, postcode, town, says, stem as street from addresses.normal left join addresses.dwelling using (form)
)
select raw.n, told.dwelling, told.postcode, told.town,
    case when told.says <> 'NO_STREET' then told.says when told.dwelling is null then 'TOO_LITTLE' else 'PLACE' end as says,
    told.street
from linking.raw as raw
join told on told.key = address_key(raw.address, raw.town, raw.region, raw.postcode);
