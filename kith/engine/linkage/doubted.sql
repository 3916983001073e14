-- The records in whose cluster a pair that was not seen before speaks against it; everybody else is settled.
create or replace table linking.doubted as
select distinct label
from linking.blocked join linking.guarded on n_l = join_key_l and n_r = join_key_r
join linking.label on label.n = n_l
where veto not in $objections;

create or replace table linking.settled as from linking.label anti join linking.doubted using (label);

create or replace table linking.member as
select n, lister_number from linking.label semi join linking.doubted using (label) join linking.record using (n);
