-- The pairs worth comparing of which at least one record is new or changed; keys by which no such record is found are left out.

create or replace table linking.block_key as
from linking.block_key semi join (from linking.block_key semi join linking.changed using (n)) as met using (key);

create or replace table linking.key_size as
select rule, key, count(*) as records, count(*) as pairs from linking.block_key group by rule, key having count(*) > 1;

create or replace table linking.blocked as
with held as (
    select rule, key, n, undated, changed.n is not null as is_changed
    from linking.block_key
    semi join (from linking.key_size join linking.key_limit using (rule) where records <= largest) as kept using (key)
    left join linking.changed using (n)
)
select '0' as match_key, l.n as join_key_l, r.n as join_key_r, bit_or(1::integer << l.rule) as rules
from held as l join held as r on l.key = r.key and l.n < r.n join linking.rule on rule.rule = l.rule
where (not is_weak or l.undated or r.undated) and (l.is_changed or r.is_changed)
group by l.n, r.n;
