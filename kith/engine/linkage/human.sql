-- What people decided, which outweighs every likeness: pairs of records that are never one person, or always.

create or replace table linking.human as
with said as (
    select least(l.n, r.n) as n_l, greatest(l.n, r.n) as n_r, true as is_apart
    from linking.kept_apart as one join linking.kept_apart as other on one.decision = other.decision and one.side < other.side
    join linking.record as l on l.record_id = one.record_id
    join linking.record as r on r.record_id = other.record_id
    where l.n <> r.n
    union all
    select n_l, n_r, answer = 'NOT_SAME' from linking.decided_pair where answer <> 'CANNOT_TELL'
)
select n_l, n_r, not bool_or(is_apart) as together, bool_or(is_apart) as apart from said group by n_l, n_r;
