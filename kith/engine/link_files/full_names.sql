-- One row per full name in use, taken apart: "LAST, First Middle", "Dr First Middle van Last", "First Last, 4th Baronet".

create or replace table linking.full_name as
with cleaned as (
    select value,
        -- A title at the end says who somebody is, but is no part of the name.
        regexp_extract(value, '(?i)[, ]+((the )?([0-9]+(st|nd|rd|th)|[0-9]+) .*)$', 1) as title,
        trim(regexp_replace(regexp_replace(value,
            '(?i)[, ]+((the )?([0-9]+(st|nd|rd|th)|[0-9]+) .*)$', ''),
            '(?i)^((mr|mrs|ms|miss|mx|dr|sir|rev|revd|prof|master|dame|lady|lord|capt|captain|col|major)\.? )+', '')) as name
    from (select distinct value from linking.full_name_seen) where value is not null
),
sides as (
    select value, title, name,
        strpos(name, ',') > 0 and trim(split_part(name, ',', 2)) <> ''
            and not regexp_full_match(trim(split_part(name, ',', 2)), '(?i)(jr|sr|junior|senior|ii|iii|iv|esq)\.?') as is_turned
    from cleaned
),
words as (
    select value, title, is_turned,
        string_split_regex(case when is_turned then trim(split_part(name, ',', 2)) else trim(replace(name, ',', ' ')) end, '\s+') as words,
        case when is_turned then trim(split_part(name, ',', 1)) end as turned_last
    from sides
),
placed as (
    select *,
        -- A surname begins at its first particle, else it is the last word; Jr and III stay with it.
        coalesce(
            list_min(list_filter(range(2, length(words)), lambda place:
                lower(words[place]) in ('van', 'von', 'de', 'del', 'della', 'der', 'den', 'di', 'da', 'dos', 'das', 'du', 'la', 'le',
                    'el', 'al', 'bin', 'ibn', 'bint', 'ben', 'st', 'st.', 'ter', 'ten', 'zu', 'of', 'ap', 'mac', 'mc', 'o'''))),
            case when length(words) > 2 and regexp_full_match(words[-1], '(?i)(jr|sr|junior|senior|ii|iii|iv|esq)\.?')
                then length(words) - 1 else length(words) end) as last_at
    from words
)
select value,
    case when is_turned or length(words) > 1 then words[1] end as first_name,
    nullif(array_to_string(case when is_turned then words[2:] else words[2:last_at - 1] end, ' '), '') as middle_name,
    case when is_turned then turned_last else array_to_string(words[greatest(last_at, 1):], ' ') end as last_name,
    nullif(title, '') as title
from placed;
