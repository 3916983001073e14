-- The classes of the national address gazetteer: RI is a residential institution, other R a home, X a home over a shop.

insert into listed by name
select row_number, uprn, address as address_text, postcode,
    case when classification like 'RI%' then 'COMMUNAL' when classification like 'R%' or classification like 'X%' then 'RESIDENTIAL'
        when classification like 'C%' then 'COMMERCIAL' when classification is not null then 'OTHER' end as kind,
    start_on as valid_from, end_on + 1 as valid_to
from address_list;
