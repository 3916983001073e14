-- Which pairs are worth comparing: those that share a key that is not too common. Of records known from before, only the
-- pairs with one that is new.
create or replace table linking.blocked as
with held as (
    select rule, key, n, undated from linking.block_key
    semi join (from linking.key_size join linking.key_limit using (rule) where records <= largest and pairs > 0) as kept using (key)
)
select '0' as match_key, l.n as join_key_l, r.n as join_key_r, bit_or(1::integer << l.rule) as rules
from held as l join held as r on l.key = r.key and l.n < r.n join linking.rule on rule.rule = l.rule
where (not is_weak or l.undated or r.undated) and r.n >= getvariable('first_new')
group by l.n, r.n;
