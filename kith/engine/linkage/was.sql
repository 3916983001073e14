-- The records of the last run beside those of this one: who is new or says something else, who has gone, who was whom.

create or replace table linking.was as
select now.n, known.n as was_n, known.label as was_label, coalesce(known.told = now.told, false) as is_same
from linking.fingerprint as now full join linking.known_record as known using (record_id);

create or replace table linking.changed as select n from linking.was where n is not null and not is_same;

-- A person goes by the least number among the records that are left of them.
create or replace table linking.known_label as
select n, min(n) over (partition by was_label) as label from linking.was where n is not null and was_n is not null;

-- What was found of two records that both say what they said then still holds.
create or replace table linking.carried as
select l.n as n_l, r.n as n_r, pair.* exclude (n_l, n_r)
from linking.known_pair as pair
join linking.was as l on l.was_n = pair.n_l and l.is_same
join linking.was as r on r.was_n = pair.n_r and r.is_same;
