-- What people decided, which outweighs every likeness: pairs of records that are never one person.

create or replace table linking.human as
select distinct least(l.n, r.n) as n_l, greatest(l.n, r.n) as n_r, false as together, true as apart
from linking.kept_apart as one join linking.kept_apart as other on one.decision = other.decision and one.side < other.side
join linking.record as l on l.record_id = one.record_id
join linking.record as r on r.record_id = other.record_id
where l.n <> r.n;

-- Clusters are held apart by the pairs between them, so each such pair must be among those that were compared.
insert into linking.compared select n_l, n_r from linking.human anti join linking.compared using (n_l, n_r);

insert into linking.scored by name
select n_l, n_r, 0.0 as weight, 0.5 as probability, false as same_lister, -1 as forename, -1 as surname, -1 as birth, -1 as home,
    -1 as sex, -1 as nhs_number, -1 as upn, -1 as own_id
from linking.human anti join linking.scored using (n_l, n_r);
