-- The words of each name as it is written, once per spelling; how each word sounds; and the names it may be short for.

-- The consonants that are heard, each run once: MOHAMMED, MUHAMMAD and MOHAMED are all MMD; KATHRYN and CATHERINE, KTRN.
create or replace macro heard_signs(name) as
    translate(replace(replace(replace(name, 'PH', 'F'), 'CH', 'C'), 'TH', 'T'), 'CQZVAEIOUYHW', 'KKSF');

create or replace macro runs_once(signs) as array_to_string(list_filter(string_split(signs, ''),
    lambda sign, place: place = 1 or sign <> signs[place - 1]), '');

-- A first vowel is heard whichever it is.
create or replace macro sound_of(name) as
    case when name[1] in ('A', 'E', 'I', 'O', 'U', 'Y') then 'A' else '' end || runs_once(heard_signs(name));

create or replace table linking.spelling as
with used as (
    select first_name as spelling from linking.said union select middle_name from linking.said
    union select last_name from linking.said union select known_as from linking.said
    union select previous_last_name from linking.said
),
worded as (
    select spelling, coalesce(list_filter(
        string_split_regex(regexp_replace(upper(strip_accents(coalesce(latin, spelling))), '[''’`´.]', '', 'g'), '[^A-Z]+'),
        lambda word: word <> '' and not list_contains(no_names, word)), []) as words
    from used left join linking.latin using (spelling), (select list(word) as no_names from linking.no_name)
    where spelling is not null
),
joined as (select *, nullif(array_to_string(words, ''), '') as whole from worded)
select spelling, words, whole, sound_of(whole) as sound,
    list_distinct(list_filter(list_append(words, whole),
        lambda word: length(word) > 2 and word not in ('VAN', 'VON', 'DER', 'DEN', 'DEL', 'DOS', 'BIN'))) as parts
from joined;

create or replace table linking.short_for as
select upper(name2) as name, list(distinct upper(name1)) as names
from linking.nickname where relationship = 'has_nickname'
group by 1;

create or replace table linking.word as
select word, sound_of(word) as sound, list_distinct(list_prepend(word, coalesce(names, []))) as roots
from (select distinct unnest(words) as word from linking.spelling)
left join linking.short_for on name = word;
