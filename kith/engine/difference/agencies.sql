-- A row for each agency: the people whom it works with, or did, and the facts that it told.
create or replace table difference.agencies as
with was as (select distinct agency_id, person_ref from before_involvement),
now_known as (select distinct agency_id, person_ref from now_involvement),
people as (
    select coalesce(now_known.agency_id, was.agency_id) as agency_id,
        count(was.person_ref) as people_before, count(now_known.person_ref) as people_now,
        count(*) filter (was.person_ref is null) as people_new, count(*) filter (now_known.person_ref is null) as people_gone
    from now_known full join was using (agency_id, person_ref)
    group by all
),
-- What a fact says, not about whom: two people found to be one make no fact new.
told as (
    select fact_id, agency_id, hash(kind, happened_on, ended_on, is_spell, detail, amount, unit) as content from now_fact
),
told_before as (
    select fact_id, agency_id, hash(kind, happened_on, ended_on, is_spell, detail, amount, unit) as content from before_fact
),
facts as (
    select coalesce(told.agency_id, told_before.agency_id) as agency_id,
        count(told_before.fact_id) as facts_before, count(told.fact_id) as facts_now,
        count(*) filter (told_before.fact_id is null) as facts_new, count(*) filter (told.fact_id is null) as facts_gone,
        count(*) filter (told.content <> told_before.content) as facts_otherwise
    from told full join told_before using (fact_id)
    group by all
),
named as (
    select agency_id, name from now_agency
    union all
    select agency_id, name from before_agency anti join now_agency using (agency_id)
)
select agency_id, name,
    coalesce(people_before, 0) as people_before, coalesce(people_now, 0) as people_now,
    coalesce(people_new, 0) as people_new, coalesce(people_gone, 0) as people_gone,
    coalesce(facts_before, 0) as facts_before, coalesce(facts_now, 0) as facts_now,
    coalesce(facts_new, 0) as facts_new, coalesce(facts_gone, 0) as facts_gone,
    coalesce(facts_otherwise, 0) as facts_otherwise
from named left join people using (agency_id) left join facts using (agency_id)
where people.agency_id is not null or facts.agency_id is not null
order by name, agency_id;
