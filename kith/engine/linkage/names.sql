-- One row per name in use: its plain letters, how it sounds, and the names it may be short for.

-- The consonants that are heard, each run once: MOHAMMED, MUHAMMAD and MOHAMED are all MMD; KATHRYN and CATHERINE, KTRN.
create or replace macro heard(name) as array_to_string(list_filter(
    string_split(translate(replace(replace(replace(name, 'PH', 'F'), 'CH', 'C'), 'TH', 'T'), 'CQZVAEIOUYHW', 'KKSF'), ''),
    lambda sign, place: place = 1 or sign <> string_split(translate(
        replace(replace(replace(name, 'PH', 'F'), 'CH', 'C'), 'TH', 'T'), 'CQZVAEIOUYHW', 'KKSF'), '')[place - 1]), '');

-- A first vowel is heard whichever it is.
create or replace macro sound_of(name) as case when name[1] in ('A', 'E', 'I', 'O', 'U', 'Y') then 'A' else '' end || heard(name);

create or replace table linking.short_for as
select plain_name(name2) as name, list(distinct plain_name(name1)) as names
from linking.nickname where relationship = 'has_nickname'
group by 1;
