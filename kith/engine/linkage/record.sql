-- One row per record, in the shape that is blocked and compared, but for its numbers, which become columns of their own.
-- Names come tidied, once per spelling, from names.sql.

create or replace view linking.tidied as
with worded as (
    select said.* exclude (first_name, middle_name, last_name, known_as, previous_last_name),
        case regexp_extract(upper(concat_ws(' ', first_name, middle_name, last_name)), '\b(JR|JNR|JUNIOR|SR|SNR|SENIOR|II|III|IV)\b', 1)
            when 'JR' then 'JR' when 'JNR' then 'JR' when 'JUNIOR' then 'JR' when 'II' then 'JR' when 'SR' then 'SR' when 'SNR' then 'SR'
            when 'SENIOR' then 'SR' when 'III' then 'III' when 'IV' then 'IV' end as suffix,
        first.words as firsts,
        first.whole as whole_forename,
        case when len(first.words) > 1 then list_concat(first.words[2:], coalesce(middle.words, [])) else middle.words end as middles,
        last.whole as surname,
        last.sound as surname_sound,
        case when previous.parts is null then coalesce(last.parts, []) else list_concat(coalesce(last.parts, []), previous.parts) end as surnames,
        case when length(known.words[1]) > 1 then known.words[1] end as known_as
    from linking.said
    left join linking.spelling as first on first.spelling = first_name
    left join linking.spelling as middle on middle.spelling = middle_name
    left join linking.spelling as last on last.spelling = last_name
    left join linking.spelling as previous on previous.spelling = previous_last_name
    left join linking.spelling as known on known.spelling = said.known_as
),
named as (
    select * exclude (firsts, middles),
        case when length(firsts[1]) > 1 then firsts[1] end as forename,
        firsts[1][1] as initial,
        middles[1][1] as middle_initial,
        coalesce(middles, []) as middles,
        strftime(born_on, '%Y%m%d') as birth,
        case when day(born_on) <= 12 then strftime(born_on, '%Y%d%m') end as birth_swapped,
        case when identifiers = map {} then [] else list_transform(map_entries(identifiers), lambda number: hash(number.key, number.value)) end as ids,
        case when other = map {} then [] else list_transform(map_entries(other), lambda word: hash(word.key, word.value)) end as others
    from worded
)
select named.*,
    coalesce(own.sound, used.sound) as forename_sound,
    case when used.roots is null then coalesce(own.roots, [])
        else list_distinct(list_concat(coalesce(own.roots, []), used.roots)) end as roots
from named
left join linking.word as own on own.word = named.forename
left join linking.word as used on used.word = named.known_as;
