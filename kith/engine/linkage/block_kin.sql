-- Pairs worth comparing because both are related to one and the same person, as the first clustering found: a mother whom
-- the school lists without a birth date, and the mother whom the case system knows.

create or replace table linking.kin as
with bound as (
    select from_record_id as one, to_record_id as other from standard.relation
    union
    select to_record_id, from_record_id from standard.relation
)
select mine.n, list(distinct theirs.label) as people
from bound
join linking.record as mine on mine.record_id = one
join linking.record as relative on relative.record_id = other
join linking.label as theirs on theirs.n = relative.n
group by mine.n;

create or replace table linking.blocked as
with keys as (
    select distinct n, initial || '|' || person as key, initial
    from linking.kin join linking.record using (n), unnest(people) as related (person)
)
select distinct '0' as match_key, l.n as join_key_l, r.n as join_key_r, 0 as rules
from keys as l join keys as r on l.key = r.key and l.n < r.n
join linking.record as left_record on left_record.n = l.n
join linking.record as right_record on right_record.n = r.n
where coalesce(may_compare(left_record, right_record), false)
    and not exists (from linking.compared where n_l = l.n and n_r = r.n);
