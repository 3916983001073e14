-- One row: what became of the refs of the run before. A ref that is gone had no record in this run.
create or replace table measuring.churn as
with both_times as (
    select was.ref as was, is_now.ref as is_now from measuring.ref_before as was join measuring.ref_now as is_now using (record_id)
),
before_ref as (select distinct ref from measuring.ref_before),
now_ref as (select distinct ref from measuring.ref_now),
seen as (select was as ref, bool_or(was <> is_now) as has_moved from both_times group by was),
fate as (
    select ref, now_ref.ref is not null as is_kept, seen.ref is not null as is_seen, coalesce(has_moved, false) as has_moved
    from before_ref left join now_ref using (ref) left join seen using (ref)
)
select count(*) as before, count(*) filter (is_kept) as kept, count(*) filter (not is_kept and is_seen) as merged,
    count(*) filter (is_kept and has_moved) as split, (select count(*) from now_ref anti join before_ref using (ref)) as new,
    count(*) filter (not is_kept and not is_seen) as gone, (select count(*) from both_times) as records,
    (select count(*) from both_times where was <> is_now) as moved
from fate;
