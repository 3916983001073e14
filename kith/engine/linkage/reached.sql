-- Who is formed again: whoever holds a record that is new, changed or gone, that a new pair joins, or of which people have
-- decided something else than last time; and whoever one of those might be, as it was already known.

create or replace table linking.known_human_now as
select l.n as n_l, r.n as n_r, together, apart
from linking.known_human as human
join linking.was as l on l.was_n = human.n_l and l.n is not null
join linking.was as r on r.was_n = human.n_r and r.n is not null;

create or replace table linking.decided_anew as
(from linking.human except from linking.known_human_now) union all (from linking.known_human_now except from linking.human);

create or replace table linking.hit as
with met as (
    select n from linking.changed
    union
    select left_over.n from linking.was as left_over semi join (select was_label from linking.was where n is null) as gone using (was_label)
    where left_over.n is not null
    union
    select unnest([n_l, n_r]) from linking.decided_anew
    union
    select unnest([n_l, n_r]) from linking.guarded where weight >= $threshold and veto is null or must
)
select distinct label from linking.known_label semi join met using (n);

create or replace table linking.again as
with near as (
    select unnest([n_l, n_r]) as n from linking.carried
    where (weight >= $threshold and veto is null or must)
        and (n_l in (select n from linking.known_label semi join linking.hit using (label))
            or n_r in (select n from linking.known_label semi join linking.hit using (label)))
)
from linking.hit
union
select label from linking.known_label semi join near using (n);

create or replace table linking.member as
select n, lister_number from linking.record
where n in (select n from linking.changed) or n in (select n from linking.known_label semi join linking.again using (label));
