-- work.forename_slot and work.surname_slot: each pool spread over 2,000 slots by Zipf's law, so a draw is one join.

create or replace macro slots() as 2000;

create or replace table work.forename_slot as
with ranked as (
    select names, sex, era, forename, row_number() over (partition by names, sex, era) as rank
    from (select *, row_number() over () as line from work.forename order by line)
), reaching as (
    select *, sum(1 / (rank + 8)) over (partition by names, sex, era order by rank)
        / sum(1 / (rank + 8)) over (partition by names, sex, era) as upper_share
    from ranked
), bounds as (
    select *, coalesce(lag(upper_share) over (partition by names, sex, era order by rank), 0) as lower_share from reaching
)
select names, sex, era, forename,
    unnest(range(cast(round(lower_share * slots()) as integer), cast(round(upper_share * slots()) as integer))) as slot
from bounds;

create or replace table work.surname_slot as
with ranked as (
    select names, surname, row_number() over (partition by names) as rank
    from (select *, row_number() over () as line from work.surname order by line)
), reaching as (
    select *, sum(power(rank + 4, -0.85)) over (partition by names order by rank)
        / sum(power(rank + 4, -0.85)) over (partition by names) as upper_share
    from ranked
), bounds as (
    select *, coalesce(lag(upper_share) over (partition by names order by rank), 0) as lower_share from reaching
)
select names, surname,
    unnest(range(cast(round(lower_share * slots()) as integer), cast(round(upper_share * slots()) as integer))) as slot
from bounds;

-- How each forename may otherwise be written; used by written_forename of noise.sql.
set variable name_variants = (
    select map_from_entries(list((forename, variants) order by forename))
    from (
        select forename, list_sort(list_distinct(flatten(list(string_split(variants, '|'))))) as variants
        from work.forename where variants is not null and variants <> '' group by forename
    )
);

-- Every pool but the commonest, for pick().
set variable other_names = (select list(distinct names order by names) from work.surname_slot where names <> 'BRITISH');
