-- How many records share each key, and how many pairs that makes.
create or replace table linking.key_size as
select rule, key, count(*) as records,
    case when is_weak then count(*) filter (undated) * (count(*) filter (not undated) + (count(*) filter (undated) - 1) / 2)
        else count(*) * (count(*) - 1) / 2 end as pairs
from linking.block_key join linking.rule using (rule)
group by rule, key, is_weak
having count(*) > 1;
