-- One row per measure of recall: pairs and found, and the sums over people that say how sure the share is.
create or replace table measuring.recall as
with unit as (
    select unit, count(*) as pairs, count(*) filter (found) as found, count(*) filter (unaided) as unaided,
        count(*) filter (says_enough) as enough_pairs, count(*) filter (says_enough and unaided) as enough,
        count(*) filter (says_enough and alone) as alone
    from measuring.shared where not contradicts group by unit
),
long as (
    select 'found' as measure, pairs, found as hits from unit
    union all
    select 'unaided', pairs, unaided from unit
    union all
    select 'enough', enough_pairs, enough from unit where enough_pairs > 0
    union all
    select 'alone', enough_pairs, alone from unit where enough_pairs > 0
)
select measure, count(*) as units, sum(pairs)::bigint as pairs, sum(hits)::bigint as hits, sum(pairs * pairs)::bigint as pairs_pairs,
    sum(hits * pairs)::bigint as hits_pairs, sum(hits * hits)::bigint as hits_hits
from long group by measure;
