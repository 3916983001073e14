-- What the council's gazetteer would hold: every dwelling but refuges, which it leaves out, and a few shops.

create or replace table extract.address_list as
select uprn as "UPRN", plain_address(flat, building, number, street) || ', ' || town as "Address", postcode as "Postcode",
    case kind when 'ORDINARY' then if(flat is null, 'RD04', 'RD06') else 'RI01' end as "Classification",
    strftime(date '1960-01-01' + cast(floor(chance(dwelling_id, 'built') * 20000) as integer), '%d/%m/%Y') as "Start Date",
    null::varchar as "End Date"
from truth.dwelling
where kind <> 'REFUGE'
order by dwelling_id;
