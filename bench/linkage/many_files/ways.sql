-- What British files need to know of a person: the ethnicity they would tick, and an NHS number beginning 90 (never issued).
create or replace table person as
with checked as (
    select person, 11 - list_sum([substr(number::varchar, place, 1)::int * (11 - place) for place in range(1, 10)]) % 11 as digit from person)
select person.*, case when digit < 10 then number::varchar || digit when digit = 11 then number::varchar || '0' end as nhs_number,
    case when culture in ('british') then 'White British' when culture = 'polish' then 'White other'
        when culture = 'south_asian' then 'Asian' when culture = 'chinese' then 'Chinese' when culture = 'arabic' then 'Arab'
        when culture = 'somali' then 'Black' else 'Mixed' end as ethnicity
from person join checked using (person);
