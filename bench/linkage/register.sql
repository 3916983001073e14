-- A register of about 5,000 people of two centuries ago and since, each in 1 to 30 entries that seldom agree.
create or replace table lived as
select person, sex, culture, forename, middle, birth_surname as surname, second_surname,
    (date '1815-01-01' + pick(person, 'born', 50000)::int)::date as born,
    draw(person, 'known day') as known_day,
    ['merchant', 'clergyman', 'physician', 'soldier', 'naval officer', 'farmer', 'weaver', 'teacher', 'painter', 'lawyer',
     'politician', 'engineer', 'shipwright', 'printer', 'writer', 'composer', 'botanist', 'banker', 'miner', 'cook'][1 + pick(person, 'work', 20)]
        as work,
    ['master', 'trader', 'officer', 'gentleman', 'labourer'][1 + pick(person, 'work', 5)] as work_too,
    draw(person, 'titled') < 0.22 as titled,
    [' of ', ' de ', ' von ', ' van ', ' of '][1 + pick(person, 'particle', 5)] as particle,
    pick(person, 'born at', 400) as birth_at, pick(person, 'lives at', 700) as lives_at,
    pick(person, 'seat', 400) as seat
from person where person < {people};
-- Most have about ten entries, some one, a few thirty.
create or replace table entry as
select hash(person, copy, {seed}, 'entry') as k, lived.*, copy
from lived, (select unnest(range(30)) as copy)
where copy < 1 + least(29, floor(-8.6 * ln(1.0001 - draw(person, 'entries')) + 2.2 * draw(person, 'entries more')))::int;
create or replace table registered as
with renamed as (
    select entry.*,
        -- One in four times a short, foreign or older form; sometimes only an initial; sometimes the middle name instead.
        case
            when draw(k, 'form') < 0.22 and forms is not null then forms[1 + pick(k, 'form', len(forms))]
            when draw(k, 'initial') < 0.05 then left(forename, 1)
            when draw(k, 'second') < 0.04 and middle is not null then middle
            else forename end as first_said
    from entry left join (
        select name, list(form order by form) as forms from spelling group by 1) as other on other.name = entry.forename),
named as (
    select *, case when draw(k, 'middle') < 0.35 then ' ' || middle when draw(k, 'middle') < 0.45 then ' ' || left(middle, 1)
            else '' end as middle_said,
        case
            when titled and draw(k, 'title') < 0.30
                then ['Lord ', 'Sir ', 'Baron ', 'Earl ', 'Count ', 'Bishop '][1 + pick(person, 'title', 6)] else '' end as title,
        case
            when titled and draw(k, 'seat') < 0.30 then surname || particle || seats.place
            when titled and draw(k, 'seat') < 0.38 then particle[2:] || seats.place
            when draw(k, 'surname') < 0.05 then surname || '-' || coalesce(second_surname, other_surname)
            when sex = 'F' and draw(k, 'surname') < 0.18 then other_surname
            else surname end as surname_said
    from renamed join place as seats on seats.at = seat
    join (select person, lead(surname, 1, surname) over (order by hash(person)) as other_surname from lived) using (person)),
-- In steps, so that no macro is given another macro's text: that would be planned many times over.
whole as (select *, first_said || coalesce(middle_said, '') as first_whole from named),
slipped as (
    select *, typo(first_whole, k, 'first') as first_typo, heard(first_whole, k, 'first') as first_heard,
        typo(surname_said, k, 'last') as last_typo, heard(surname_said, k, 'last') as last_heard
    from whole),
written as (
    select *, which_slip(k, 'first', first_whole, first_typo, first_heard) as first_written,
        which_slip(k, 'last', surname_said, last_typo, last_heard) as last_written
    from slipped)
select 'E' || lpad((row_number() over (order by k))::varchar, 6, '0') as entry_no,
    case when draw(k, 'no name') < 0.01 then null
        when draw(k, 'order') < 0.04 then last_written || ', ' || first_written
        else title || first_written || ' ' || last_written end as full_name,
    case
        when known_day > 0.74 or draw(k, 'no day') > 0.80 then null
        when draw(k, 'only year') < if(known_day > 0.5, 0.70, 0.18) then strftime(born, '%Y') || '-01-01'
        when draw(k, 'wrong day') < 0.07 then strftime(soiled_date(born + [1, -1, 365, -365, 10, 30][1 + pick(k, 'wrong', 6)]::int, k, 'b', born), '%Y-%m-%d')
        else strftime(born, '%Y-%m-%d') end as dob,
    if(draw(k, 'no birthplace') < 0.42, null, soiled_text(births.place
        || if(draw(k, 'county') < 0.35, ', ' || births.county, ''), k, 'bp')) as birth_place,
    if(draw(k, 'no place') < 0.30, null, if(draw(k, 'place wrong') < 0.14, others.code, soiled_text(homes.code, k, 'pc'))) as postcode,
    if(draw(k, 'no sex') < 0.25, null, if(sex = 'F', 'female', 'male')) as gender,
    if(draw(k, 'no work') < 0.36, null, if(draw(k, 'other work') < 0.22, work_too, work)) as occupation,
    hash(k, 'order') as _order, entry_no as _record_id, 'p' || person as _person, sex as _sex, culture as _ethnicity,
    work as _other
from written join place as births on births.at = birth_at join place as homes on homes.at = lives_at
join place as others on others.at = pick(k, 'elsewhere', 700)
qualify row_number() over (order by k) <= {rows};
