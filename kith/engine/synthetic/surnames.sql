-- work.surname: what everyone was born and is now called. Names run down from parents and over from husbands, so the
-- pass of surnames_pass.sql is made once a generation after this.

create or replace table work.surname as
select person_id, person.names, person.sex, surname_slot.surname as own, surname_slot.surname as birth_surname, surname_slot.surname,
    cast(null as date) as changed_on
from work.person person join work.surname_slot surname_slot
    on surname_slot.names = person.names
    and surname_slot.slot = cast(floor(chance(person_id, 'surname') * slots()) as integer);

-- Who took whose name: a woman's newest marriage, where custom and choice have it so.
create or replace table work.took_name as
select one_id as woman_id, two_id as man_id, married_on,
    chance(couple.household_id * 100 + two_id % 100, 'hyphen') < 0.06 as both_names
from work.couple join work.person one on one.person_id = one_id join work.person two on two.person_id = two_id
where married_on is not null and one.sex = 'F' and two.sex = 'M'
    and chance(two_id, 'took name') < case one.names when 'BRITISH' then 0.83 when 'CARIBBEAN' then 0.75 when 'POLISH' then 0.85
        when 'INDIAN' then 0.7 when 'WEST_AFRICAN' then 0.65 when 'ROMANIAN' then 0.85 when 'PAKISTANI' then 0.3 else 0.2 end
    and (valid_to is null or two.died_on is not null or chance(two_id, 'kept name') < 0.6)
qualify row_number() over (partition by one_id order by married_on desc, two_id) = 1;

-- Whose name a child has: the father's if they were married, mostly also if not; else the mother's, or both.
create or replace table work.child_naming as
with parents as (
    select child_id, min(parent_id) filter (parent.sex = 'M') as father_id, min(parent_id) filter (parent.sex = 'F') as mother_id
    from work.parent join work.person parent on parent.person_id = parent_id group by child_id
), drawn as (
    select child_id, father_id, mother_id, couple.married_on is not null as married,
        chance(coalesce(mother_id, 0) * 7 + coalesce(father_id, 0), 'child surname') as draw
    from parents left join work.couple couple on couple.one_id = mother_id and couple.two_id = father_id
)
select child_id, father_id, mother_id, case
        when father_id is null then 'MOTHER'
        when mother_id is null or married then 'FATHER'
        when draw < 0.6 then 'FATHER'
        when draw < 0.9 then 'MOTHER'
        else 'BOTH'
    end as style
from drawn;
