-- What linkage is told of each record, as one number: a record with the same number as last time need not be compared again.
-- Who it is bound to belongs to it: a new child tells two mothers apart.

create or replace table linking.fingerprint as
with bound as (
    select record_id, list_sort(list(distinct other)) as others
    from (
        select from_record_id as record_id, to_record_id as other from standard.relation
        union all
        select to_record_id, from_record_id from standard.relation
    )
    group by record_id
)
select said.n, said.record_id, hash(
        source, lister, first_name, middle_name, last_name, known_as, previous_last_name, born_on, due_on, born_by, sex,
        dwellings, postcodes, streets, identifiers, other, bound.others
    ) as told
from linking.said left join bound using (record_id);
