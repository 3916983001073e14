-- One row: how many rules found each linked pair, and how far single finds come together in the same people.
create or replace table measuring.capture as
with person as (
    select label, count(*) as found, count(*) filter (bit_count(rules) = 1) as once, count(*) filter (bit_count(rules) = 2) as twice,
        count(*) filter (says_enough and rules & $by_identifier <> 0) as by_identifier,
        count(*) filter (says_enough and rules & ~$by_identifier <> 0) as by_another,
        count(*) filter (says_enough and rules & $by_identifier <> 0 and rules & ~$by_identifier <> 0) as by_both
    from measuring.found group by label
),
joined as (
    select sum(records * (records - 1) // 2)::bigint as pairs from measuring.person where records between 2 and $most_records
)
select coalesce(sum(found), 0)::bigint as found, coalesce(sum(once), 0)::bigint as once, coalesce(sum(twice), 0)::bigint as twice,
    coalesce(sum(by_identifier), 0)::bigint as by_identifier, coalesce(sum(by_another), 0)::bigint as by_another,
    coalesce(sum(by_both), 0)::bigint as by_both, coalesce(sum(once * once) / nullif(sum(once), 0), 1)::double as spread,
    coalesce(sum(by_identifier * by_identifier) / nullif(sum(by_identifier), 0), 1)::double as spread_by_identifier,
    coalesce(any_value(joined.pairs), 0) - coalesce(sum(found), 0)::bigint as joined_anyway
from joined left join person on true;
