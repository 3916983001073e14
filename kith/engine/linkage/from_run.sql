-- What a run's standardised records say of a person, in the one shape that linkage reads.

create or replace table linking.home_of as
select record_id, list_sort(list(distinct hash(dwelling_id)) filter (dwelling_id is not null)) as dwellings,
    list_sort(list(distinct hash(postcode)) filter (postcode is not null)) as postcodes
from standard.address
group by record_id;

-- Whoever is named as a child's parent was born well before the child.
create or replace table linking.parent as
select from_record_id as record_id, min(child.born_on) - interval 11 year as born_by
from standard.relation join standard.person as child on child.record_id = to_record_id
where kind in ('PARENT', 'ADOPTIVE_PARENT', 'STEP_PARENT', 'GRANDPARENT') and child.born_on is not null
group by from_record_id;

create or replace table linking.said as
select
    row_number() over (order by record_id)::integer as n,
    record_id,
    source,
    -- Each school is its own lister of people, though all come in one source; who lists people seldom lists one twice.
    source || '|' || agency_id as lister,
    dense_rank() over (order by source || '|' || agency_id) - 1 as lister_number,
    forename as first_name,
    middle_names as middle_name,
    surname as last_name,
    known_as,
    previous_surname as previous_last_name,
    born_on,
    year(born_on)::smallint as born_year,
    due_on,
    parent.born_by,
    sex,
    coalesce(home_of.dwellings, []) as dwellings,
    coalesce(home_of.postcodes, []) as postcodes,
    []::ubigint[] as streets,
    map_from_entries(list_filter([
        {name: 'nhs_number', value: nhs_number},
        {name: 'upn', value: upn},
        -- What one agency calls a person in two of its systems; short numbers prove nothing.
        {name: 'own', value: case when length(local_id) >= 6 then agency_id || '|' || local_id end}
    ], lambda number: number.value is not null)) as identifiers,
    map {} as other
from standard.person
left join linking.home_of using (record_id)
left join linking.parent using (record_id);
