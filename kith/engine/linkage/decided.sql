-- What reviewers said of pairs, by the numbers that records have in this run; a record that has gone has no say.

create or replace table linking.decided_pair as
with told as (
    select unnest(from_json($told::JSON, '[{"one": "VARCHAR", "other": "VARCHAR", "answer": "VARCHAR", "is_sample": "BOOLEAN"}]'), max_depth := 2)
)
select least(l.n, r.n) as n_l, greatest(l.n, r.n) as n_r,
    -- Two people who were asked of one pair and came to differ is settled before it is handed over; if not, apart is safer.
    case when bool_or(answer = 'NOT_SAME') then 'NOT_SAME' when bool_or(answer = 'SAME') then 'SAME' else 'CANNOT_TELL' end as answer,
    bool_or(is_sample) as is_sample
from told
join linking.record as l on l.record_id = one
join linking.record as r on r.record_id = other
where l.n <> r.n
group by all;

-- The answers by which a run is marked: how often a link is right.
create or replace table linking.labelled as
select n_l, n_r, answer = 'SAME' as same, is_sample from linking.decided_pair where answer <> 'CANNOT_TELL';
