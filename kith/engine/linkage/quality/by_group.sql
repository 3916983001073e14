-- One row per group: records; those in people who look mixed; pairs that share an identifier and how many were found
-- without it; links that people judged. A pair between two groups counts in both.
create or replace table measuring.by_group as
with side as (
    select pair, unit, what, value, hit from measuring.taken join measuring.grouped on n = n_l
    union
    select pair, unit, what, value, hit from measuring.taken join measuring.grouped on n = n_r
),
unit as (select what, value, unit, count(*) as pairs, count(*) filter (hit) as hits from side group by all),
recall as (
    select what, value, count(*) as units, sum(pairs)::bigint as pairs, sum(hits)::bigint as hits,
        sum(pairs * pairs)::bigint as pairs_pairs, sum(hits * pairs)::bigint as hits_pairs, sum(hits * hits)::bigint as hits_hits
    from unit group by all
),
told as (
    select n, has_number, coalesce(records > 1, false) as several, coalesce(mixed, false) as mixed
    from measuring.record left join measuring.person using (label)
),
held as (
    select what, value, count(*) as records, count(*) filter (has_number) as with_identifier, count(*) filter (several) as several,
        count(*) filter (mixed) as mixed
    from measuring.group_of join told using (n) group by all
),
sampled as (
    select what, value, count(*) as looked, count(*) filter (same) as same
    from (
        select what, value, n_l, n_r, same from measuring.looked join measuring.grouped on n = n_l
        union
        select what, value, n_l, n_r, same from measuring.looked join measuring.grouped on n = n_r)
    group by all
)
select what, value, records, with_identifier, coalesce(units, 0) as units, coalesce(pairs, 0) as pairs, coalesce(hits, 0) as hits,
    coalesce(pairs_pairs, 0) as pairs_pairs, coalesce(hits_pairs, 0) as hits_pairs, coalesce(hits_hits, 0) as hits_hits,
    several, mixed, coalesce(looked, 0) as looked, coalesce(same, 0) as same
from held left join recall using (what, value) left join sampled using (what, value);
