-- addresses.street: each wording that follows a house number, as one street: short words, nothing after the street's end.

create or replace table addresses.street as
with wording as (select distinct rest from addresses.line where rest is not null),
-- The part before the first comma, unless that is only a building and the street comes next: then both.
words as (
    select rest, list_transform(
        list_filter(string_split(replace(replace(split_part(rest, ',', 1), '/', ' '), '-', ' '), ' '), lambda word: word <> ''),
        lambda word: short_word(word)) as words
    from wording
),
-- THE says nothing before more than one word.
told as (select rest, case when words[1] = 'THE' and len(words) > 1 then words[2:] else words end as words from words),
-- "St" is a saint where a street's end comes after it; a run of ends ("Mill Lane Gardens") ends at its last.
ends as (
    select rest, words, list_filter(generate_series(2, len(words)), lambda spot:
        list_contains(street_ends(), words[spot])
        -- "County Rd 5" is a road's whole name.
        and not (words[spot - 1] in ('CO', 'STATE', 'US', 'RURAL') and regexp_full_match(coalesce(words[spot + 1], ''), '[0-9]+'))
        and not (words[spot] = 'ST' and list_has_any(words[spot + 1:spot + 4], street_ends()))) as spots
    from told
),
runs as (
    select rest, words, case when len(spots) = 0 then len(words)
        when list_contains(spots, spots[1] + 1) then spots[1] + 1 else spots[1] end as stop
    from ends
),
compassed as (
    select rest, words, case when list_contains(compass(), words[stop + 1]) then stop + 1 else stop end as stop from runs
),
-- "12 Main St 4B": what follows the street's end and has a digit is the flat.
stopped as (
    select rest, words[:stop] as words, words[stop + 1:] as beyond from compassed
),
-- "N Main St", "Main St N": the point of the compass stands apart, unless it is all the name there is ("North St").
pointed as (
    select *, case
        when len(words) > 2 and list_contains(compass(), words[1]) then words[1]
        when len(words) > 2 and list_contains(compass(), words[-1]) then words[-1] end as compass
    from stopped
),
named as (
    select *, case when compass is null then words when words[1] = compass then words[2:] else words[:-2] end as name from pointed
)
select rest, array_to_string(words, ' ') as street, compass,
    case when list_contains(street_ends(), name[-1]) and len(name) > 1 then array_to_string(name[:-2], '')
        else array_to_string(name, '') end as stem,
    case when list_contains(street_ends(), name[-1]) and len(name) > 1 then name[-1] end as ending,
    case when len(beyond) = 1 and regexp_full_match(beyond[1], '[0-9]{1,4}[A-Z]?|[A-Z][0-9]{1,3}|[A-Z]') then beyond[1] end as flat
from named;
