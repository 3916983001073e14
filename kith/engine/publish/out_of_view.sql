-- People not in view leave the engine as keyed hashes only: vocabulary/hashes.py makes the same ones for a lookup.
insert into published.out_of_view
with unseen as (
    select person_ref, record.* from standard.person as record join linked.record_person using (record_id)
    where person_ref not in (from view.person) and person_ref not in (from view.shielded)
),
plain as (
    select person_ref, 'NHS_NUMBER' as scheme, nhs_number as value from unseen where nhs_number is not null
    union
    select person_ref, 'UPN', upn from unseen where upn is not null
    union
    select person_ref, 'NAME_AND_BIRTH', plain_name(forename) || '|' || plain_name(surname) || '|' || strftime(born_on, '%Y-%m-%d')
    from unseen
)
select person_ref, scheme, keyed_hash(scheme || ':' || value) from plain where value is not null
order by all;
