-- What became of each agency's records since the run before: how many kept the reference they were under, how many are now
-- under another, because two people were found to be one (merged) or one to be two (split).
create or replace table linking.by_agency as
with became as (
    select record_id, agency_id, before.ref as was, now.ref as is_now
    from linking.ref_now as now
    join standard.person using (record_id)
    left join linking.ref_before as before using (record_id)
),
-- A reference that nobody bears any more was merged away; one that others still bear has lost this record.
borne as (select distinct ref from linking.ref_now)
select agency_id,
    count(*) as records,
    count(*) filter (was is null) as new_records,
    count(*) filter (was = is_now) as kept,
    count(*) filter (was <> is_now and borne.ref is null) as merged,
    count(*) filter (was <> is_now and borne.ref is not null) as split
from became left join borne on borne.ref = was
group by agency_id
order by agency_id;
