-- The records in whose cluster a pair that was not seen before speaks against it, or two records are of a source that
-- lists few people twice; everybody else is settled.
create or replace table linking.doubted as
select label
from linking.blocked join linking.guarded on n_l = join_key_l and n_r = join_key_r
join linking.label on label.n = n_l
where veto not in $objections
union
select l.label
from linking.both_listed join linking.label as l on l.n = n_l join linking.label as r on r.n = n_r
where l.label = r.label;

create or replace table linking.settled as from linking.label anti join linking.doubted using (label);

create or replace table linking.member as
select n, lister_number from linking.label semi join linking.doubted using (label) join linking.record using (n);
