-- What an analyst's files say of a person, in the one shape that linkage reads. Any file may list a person many times.

create or replace table linking.said as
select
    n::integer as n,
    source || ':' || row as record_id,
    source,
    null::varchar as lister,
    n::bigint - 1 as lister_number,
    first_name,
    middle_name,
    last_name,
    known_as,
    previous_last_name,
    born as born_on,
    coalesce(year(born), born_year)::smallint as born_year,
    null::date as due_on,
    null::date as born_by,
    case upper(trim(sex)) when 'M' then 'M' when 'F' then 'F' when 'X' then 'X' when 'MALE' then 'M' when 'FEMALE' then 'F'
        when '1' then 'M' when '2' then 'F' when 'MAN' then 'M' when 'WOMAN' then 'F' when 'BOY' then 'M' when 'GIRL' then 'F' end as sex,
    case when home.dwelling is null then [] else [hash(home.dwelling)] end as dwellings,
    case when home.postcode is null then [] else [hash(home.postcode)] end as postcodes,
    case when home.street is null then [] else [hash(home.street)] end as streets,
    identifiers,
    other
from linking.raw left join linking.home using (n);
