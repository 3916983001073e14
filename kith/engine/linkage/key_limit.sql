-- The commonest keys say too little: what is on more than $largest records, or beyond $most pairs for each record (of a weak
-- rule $most_weak; a rule's rare keys first), is left to the other rules, and counted. So pairs grow no faster than records.
create or replace table linking.key_limit as
with sizes as (
    select rule, records, sum(pairs) as pairs, count(*) as keys from linking.key_size group by rule, records
),
added as (select *, sum(pairs) over (partition by rule order by records) as so_far from sizes),
allowed as (
    select *, case when is_weak then $most_weak else $most end * (select count(*) from linking.record) as most from linking.rule
)
-- Where all are rare enough, a key may still become as common as $largest: later increments go by the same limits.
select allowed.rule,
    case when bool_and(coalesce(so_far <= most, true)) then $largest
        else coalesce(max(records) filter (records <= $largest and so_far <= most), 1) end as largest
from allowed left join added using (rule) group by allowed.rule;
