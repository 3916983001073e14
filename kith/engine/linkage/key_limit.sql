-- The commonest keys say too little: what is on more than $largest records, or beyond $most pairs for each record (a rule's
-- rare keys first), is left to the other rules, and counted. So pairs grow no faster than records.
create or replace table linking.key_limit as
with sizes as (
    select rule, records, sum(pairs) as pairs, count(*) as keys from linking.key_size group by rule, records
),
added as (select *, sum(pairs) over (partition by rule order by records) as so_far from sizes)
select rule, coalesce(max(records) filter (records <= $largest and so_far <= $most * (select count(*) from linking.record)), 1) as largest
from added group by rule;
