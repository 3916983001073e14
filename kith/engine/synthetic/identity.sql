-- truth.person: names, ethnicity and numbers. NHS numbers begin 999 and were never issued; pupil numbers carry authority 979,
-- which does not exist. Both have a right check character.

create or replace macro era_of(names, born_on) as
    case when names <> 'BRITISH' then 'ANY' when year(born_on) < 1965 then 'OLD' when year(born_on) < 1995 then 'MID' else 'NEW' end;

-- Brothers' and sisters' draws are spread by the golden section, so that no two have one name by chance.
create or replace table work.forename_draw as
select person_id, household_id, place, sex, names, era_of(names, coalesce(born_on, due_on)) as era,
    case when place between 21 and 29
        then cast(floor(((chance(household_id, 'forename ' || sex) + place * 0.381966) % 1) * slots()) as integer)
        else cast(floor(chance(person_id, 'forename') * slots()) as integer) end as slot,
    cast(floor(chance(person_id, 'middle') * slots()) as integer) as middle_slot
from work.person where due_on is null;

create or replace table work.given as
select person_id, first.forename, case when chance(person_id, 'has middle') < 0.62 and middle.forename <> first.forename then middle.forename end as middle_names
from work.forename_draw draw
    join work.forename_slot first on first.names = draw.names and first.sex = draw.sex and first.era = draw.era and first.slot = draw.slot
    join work.forename_slot middle on middle.names = draw.names and middle.sex = draw.sex and middle.era = draw.era and middle.slot = draw.middle_slot;

-- Some first sons carry their father's whole name.
update work.given set forename = father.forename, middle_names = null
from work.child_naming naming join work.given father on father.person_id = naming.father_id join work.person son on son.person_id = naming.child_id
where given.person_id = naming.child_id and son.sex = 'M' and chance(naming.father_id, 'same name') < 0.03
    and son.person_id = (select min(child_id) from work.child_naming n join work.person p on p.person_id = n.child_id
        where n.father_id = naming.father_id and p.sex = 'M' and p.born_on is not null);

create or replace table work.nhs_number as
with shuffled as (
    -- A step that shares no factor with a million visits every number once.
    select k, (k * 387420489 + abs(getvariable('seed')) * 7919) % 1000000 as i from range(1000000) t(k)
), summed as (
    -- The digits weigh 10 down to 2; the three nines that begin it come to 243.
    select k, i, (11 - (243 + 7 * (i // 100000) + 6 * (i // 10000 % 10) + 5 * (i // 1000 % 10) + 4 * (i // 100 % 10) + 3 * (i // 10 % 10)
        + 2 * (i % 10)) % 11) % 11 as check_digit
    from shuffled
), numbered as (
    select i, check_digit, row_number() over (order by k) as n from summed where check_digit <> 10
)
select format('999{:06d}{}', i, check_digit) as nhs_number, n from numbered
-- The first for the people drawn, the last for those planted.
where n <= getvariable('people') * 1.15 + 1000 or n > 900000;

create or replace table work.upn as
with pupil as (
    select person_id, year(born_on + interval 4 month) + 4 as entry_year from work.person
    where born_on > years_before(getvariable('as_at'), 26) and year(born_on + interval 4 month) + 4 <= school_year_of(getvariable('as_at'))
), numbered as (
    select person_id, entry_year, row_number() over (partition by entry_year order by chance(person_id, 'upn'), person_id) as n from pupil
), bodied as (
    select person_id, format('979{:04d}{:02d}{:03d}', 2000 + n // 1000, entry_year % 100, n % 1000) as digits from numbered
)
select person_id, 'ABCDEFGHJKLMNPQRTUVWXYZ'[1 + cast(list_sum([cast(digits[k] as integer) * (k + 1) for k in range(1, 13)]) % 23 as integer)] || digits as upn
from bodied;

create or replace macro ethnicity_of(names) as
    case names when 'BRITISH' then 'WBRI' when 'PAKISTANI' then 'APKN' when 'INDIAN' then 'AIND' when 'POLISH' then 'WOTH'
        when 'ROMANIAN' then 'WOTH' when 'PORTUGUESE' then 'WOTH' when 'ROMA' then 'WROM' when 'WEST_AFRICAN' then 'BAFR'
        when 'CARIBBEAN' then 'BCRB' when 'ARABIC' then 'OOTH' when 'CHINESE' then 'CHNE' end;

create or replace macro mixed_ethnicity(one, two) as
    case when one = two or two is null then ethnicity_of(one)
        when 'WEST_AFRICAN' in (one, two) then 'MWBA' when 'CARIBBEAN' in (one, two) then 'MWBC'
        when one in ('PAKISTANI', 'INDIAN') or two in ('PAKISTANI', 'INDIAN') then 'MWAS'
        when ethnicity_of(one)[1:1] = 'W' and ethnicity_of(two)[1:1] = 'W' then 'WOTH' else 'MOTH' end;

insert into truth.person
with told as (
    select person.*, given.forename, given.middle_names, surname.surname, surname.birth_surname, surname.changed_on,
        mixed_ethnicity(coalesce(mother.names, person.names), father.names) as ethnicity,
        row_number() over (order by person_id) as n
    from work.person person left join work.given given using (person_id) join work.surname surname using (person_id)
        left join work.child_naming naming on naming.child_id = person_id
        left join work.person mother on mother.person_id = naming.mother_id left join work.person father on father.person_id = naming.father_id
)
select person_id, forename, middle_names, surname_for(surname, sex, names), surname_for(birth_surname, sex, names),
    case when surname <> birth_surname then changed_on end,
    case when chance(person_id, 'known as') < 0.05 then string_split(middle_names, ' ')[1]
        when chance(person_id, 'known as') < 0.13 then getvariable('name_variants')[forename][1] end,
    case when due_on is null then sex end, case when due_on is null then case when chance(person_id, 'ethnicity') < 0.97 then ethnicity else 'NOBT' end end,
    names, born_on, due_on, died_on,
    case when due_on is null and chance(person_id, 'nhs known') < 0.995 then nhs_number end, upn
from told left join work.nhs_number on nhs_number.n = told.n left join work.upn using (person_id)
order by person_id;
