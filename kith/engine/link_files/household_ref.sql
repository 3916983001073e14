-- One row per record: the ref of its household, drawn from the household's first record. Where an earlier record is in
-- it, or lives at its dwelling, the household keeps the ref that most of those had.

create or replace table linking.household_ref as
with earlier as (
    select household, household_ref, count(*) as records, min(n) as first
    from (
        select household, household_ref, n from linking.household join linking.earlier_household using (n)
        union all
        select household, household_ref, before.n
        from linking.household join linking.home using (n) join linking.earlier_at as before using (dwelling)
    ) group by all
),
kept as (select household, arg_max(household_ref, (records, -first)) as household_ref from earlier group by household),
begun as (select household, min(n) as n from linking.household group by household),
drawn as (
    select household, 'H-' || upper(substr(md5('household|' || source || '|' || record_id || '|' || row), 1, 16)) as household_ref
    from begun join linking.raw using (n)
)
select n, coalesce(kept.household_ref, drawn.household_ref) as household_ref
from linking.household left join kept using (household) left join drawn using (household);
