-- place: each way an address is written, the dwelling it names, and how that was found.

create or replace temp table place as
with named as (
    select distinct uprn, address_text, postcode, address_key(address_text, null, null, postcode) as key
    from (
        select uprn, address_text, postcode from standard.address
        union all
        select uprn, address_text, postcode from standard.fact where uprn is not null or address_text is not null)
),
-- The normal form of each, and the form that stands for all that are spelt alike.
formed as (
    select key, form, coalesce(head.head, form.form) as root
    from addresses.normal as normal join addresses.form as form using (form) left join addresses.head as head using (form)
    where normal.says = 'PLACE'
),
listed as (
    select listed.uprn, formed.form, formed.root
    from standard.listed as listed join formed on formed.key = address_key(listed.address_text, null, null, listed.postcode)
),
list_exact as (select form, min(uprn) as uprn from listed group by form having count(distinct uprn) = 1),
list_near as (select root, min(uprn) as uprn from listed group by root having count(distinct uprn) = 1),
-- An address that carries both teaches which UPRN its words mean, if they always mean the same one.
taught as (
    select root, min(uprn) as uprn from named join formed using (key) where uprn is not null
    group by root having count(distinct uprn) = 1
),
found as (
    select named.uprn, named.address_text, named.postcode, list_exact.uprn as by_list, list_near.uprn as by_likeness,
        taught.uprn as by_others, root.postcode as root_postcode, if(root.is_numbered, root.door, '/' || root.door || root.stem) as door
    from named
    left join formed using (key)
    left join addresses.form as root on root.form = formed.root
    left join list_exact on list_exact.form = formed.form
    left join list_near on list_near.root = formed.root
    left join taught on taught.root = formed.root
)
select uprn, address_text, postcode,
    case when coalesce(uprn, by_list, by_likeness, by_others) is not null then 'uprn:' || coalesce(uprn, by_list, by_likeness, by_others)
        when root_postcode is not null then 'at:' || root_postcode || '|' || door end as dwelling_id,
    case when uprn is not null then 'GIVEN' when by_list is not null then 'LIST' when by_likeness is not null then 'LIST_LIKE'
        when by_others is not null then 'TAUGHT' when root_postcode is not null then 'OWN_WORDS' else 'NOT_FOUND' end as how
from found;
