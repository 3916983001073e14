-- Some of the blocked pairs and some pairs of strangers, the same ones whenever the records are the same, and every pair that a person answered.
create table if not exists linking.labelled (n_l BIGINT, n_r BIGINT, same BOOLEAN, is_sample BOOLEAN);

create or replace table linking.learn_from as
select *, false as at_random from linking.blocked
where hash(join_key_l, join_key_r) % greatest(1, (select count(*) from linking.blocked) // $most) = 0
    or exists (from linking.labelled where n_l = join_key_l and n_r = join_key_r);

-- Strangers: each record of some beside one drawn at random.
insert into linking.learn_from
with record as (select n::bigint as n, (select count(*) from linking.record) as records from linking.record)
select distinct '0', least(n, other), greatest(n, other), 0, true
from (select n, hash(n) % records + 1 as other from record where hash(n, 1) % greatest(1, records // $strangers) = 0)
where n <> other
    and not exists (from linking.learn_from where join_key_l = least(n, other) and join_key_r = greatest(n, other));
