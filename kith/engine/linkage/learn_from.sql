-- Some of the blocked pairs and some pairs of strangers, the same ones whenever the records are the same, and every pair
-- that a person answered.
create table if not exists linking.labelled (n_l BIGINT, n_r BIGINT, same BOOLEAN, is_sample BOOLEAN);

create or replace table linking.learn_from as
select *, false as at_random from linking.blocked
where (join_key_l * 31 + join_key_r * 17) % greatest(1, (select count(*) from linking.blocked) // $most) = 0;

insert into linking.learn_from
select *, false from linking.blocked
semi join linking.labelled on n_l = join_key_l and n_r = join_key_r
anti join linking.learn_from using (join_key_l, join_key_r);

-- Strangers: each record of some beside one drawn at random.
insert into linking.learn_from
with drawn as (
    select n, hash(n) % (select count(*) from linking.record) + 1 as other from linking.record
    where n % greatest(1, (select count(*) from linking.record) // $strangers) = 0
),
pair as (select distinct least(n, other) as join_key_l, greatest(n, other) as join_key_r from drawn where n <> other)
select '0', join_key_l, join_key_r, 0, true from pair anti join linking.learn_from using (join_key_l, join_key_r);
