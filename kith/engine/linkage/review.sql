-- Which pairs a person might settle: close to the threshold, likely but vetoed, or drawn at random to see how often a
-- link is right. Identities that people keep apart are nobody's to compare: no pair with any record of theirs is here.

create or replace table linking.doubtful as
with secret as (
    select distinct same.n
    from linking.kept_secret join linking.record using (record_id)
    join linking.label as own on own.n = record.n
    join linking.label as same on same.label = own.label
),
candidate as (
    select n_l, n_r, weight, veto, human.n_l is not null as is_decided, one.label = other.label as is_joined,
        -- The same pairs are drawn by every run, so that what people say of them adds up.
        hash(l.record_id || '|' || r.record_id || '|' || getvariable('inner_key')) as draw
    from linking.guarded
    join linking.record as l on l.n = n_l
    join linking.record as r on r.n = n_r
    join linking.label as one on one.n = n_l
    join linking.label as other on other.n = n_r
    left join linking.decided_pair as human using (n_l, n_r)
    where n_l not in (select n from secret) and n_r not in (select n from secret)
),
drawn as (
    -- Also what the second look joined, though the pair alone says less.
    select n_l, n_r from candidate where is_joined or veto is null and weight >= $threshold order by draw limit $samples
),
near as (
    select n_l, n_r from candidate
    where veto is null and abs(weight - $threshold) <= $reach and not is_decided
    order by abs(weight - $threshold), draw limit $reviews
),
-- That two are relatives, or that people have said so, is no doubt; and a page that says it would tell who is related.
vetoed as (
    select n_l, n_r from candidate
    where weight >= $threshold and not is_decided
        and veto not in ('PEOPLE_SAID_NOT_THE_SAME', 'RELATED_TO_EACH_OTHER', 'TOO_YOUNG_TO_BE_THE_PARENT')
    order by weight desc, draw limit $reviews
)
select n_l, n_r, weight, veto, is_decided, draw,
    case when drawn.n_l is not null then 'SAMPLE' when veto is null then 'NEAR' else 'VETO' end as why
from candidate left join drawn using (n_l, n_r)
where drawn.n_l is not null or (n_l, n_r) in (from near) or (n_l, n_r) in (from vetoed);
