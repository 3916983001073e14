-- The records whose cluster may change: new ones, and everybody in a cluster that a new record might join or that lost one.
create or replace table linking.touched as
with reached as (
    select n_l as n from linking.guarded where weight >= $threshold and veto is null or must
    union
    select n_r from linking.guarded where weight >= $threshold and veto is null or must
    union
    select n from linking.replaced
)
select distinct label from linking.known_label semi join reached using (n);

create or replace table linking.member as
select n, n::bigint - 1 as lister_number from linking.new_record
union all
select n, n::bigint - 1 from linking.known_label semi join linking.touched using (label)
where n not in (select n from linking.replaced);

create or replace table linking.new_edge as from linking.edge;

insert into linking.edge by name
from linking.known_edge
where n_l in (select n from linking.member) and n_r in (select n from linking.member);
