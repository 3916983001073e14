-- One row: who comes into view and who leaves it, and what became of the references of records that both runs know.
create or replace table difference.people as
with known_twice as (
    select was.ref as was, now.ref as is_now from before_refs as was join now_refs as now using (member)
),
borne as (select distinct ref from now_refs)
select
    (select count(*) from before_person) as before,
    (select count(*) from now_person) as now,
    (select count(*) from now_person anti join before_person using (person_ref)) as new,
    (select count(*) from before_person anti join now_person using (person_ref)) as gone,
    (select count(distinct was) from known_twice anti join borne on borne.ref = was) as merged,
    (select count(distinct was) from known_twice semi join borne on borne.ref = was where was <> is_now) as split;
