-- One row per dwelling that any address or fact names, with the wording most sources use.

create or replace table kin.protected as
select distinct dwelling_id from standard.address
where is_protected and dwelling_id is not null and (valid_to is null or valid_to > $as_at);

insert into families.dwelling
with named as (
    select dwelling_id, uprn, address_text, postcode from standard.address where dwelling_id is not null
    union all
    select dwelling_id, uprn, address_text, postcode from standard.fact where dwelling_id is not null
),
worded as (
    select dwelling_id, address_text, count(*) as times from named where address_text is not null group by dwelling_id, address_text
    qualify row_number() over (partition by dwelling_id order by times desc, length(address_text) desc, address_text) = 1
),
posted as (
    select dwelling_id, postcode, count(*) as times from named where postcode is not null group by dwelling_id, postcode
    qualify row_number() over (partition by dwelling_id order by times desc, postcode) = 1
)
select dwelling_id,
    case when dwelling_id like 'uprn:%' then dwelling_id[6:] end,
    worded.address_text,
    posted.postcode,
    false,
    dwelling_id in (from kin.protected)
from (select distinct dwelling_id from named)
left join worded using (dwelling_id)
left join posted using (dwelling_id)
order by dwelling_id;
