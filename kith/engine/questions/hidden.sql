-- People who must not be found, and the children of either: of them no agency answers anything, whoever asks.
create or replace table questions.hidden as
with hidden as (
    select person_ref from standard.address join linked.record_person using (record_id)
    where is_protected and (valid_to is null or valid_to > $as_at)
    union
    select person_ref from families.residence join families.dwelling using (dwelling_id)
    where is_protected and valid_to is null
)
select person_ref from hidden
union
select to_person_ref from families.relation
join hidden on hidden.person_ref = from_person_ref
join linked.person as child on child.person_ref = to_person_ref
where kind in ('PARENT', 'STEP_PARENT', 'ADOPTIVE_PARENT', 'CARER') and valid_to is null
    and coalesce(child.born_on + interval 18 year > $as_at, true);
