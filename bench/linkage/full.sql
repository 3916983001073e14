-- Every sighting as it was written down, before a file leaves a column empty: names, birthday, number and address.
-- Comes from seen (file, k, person, t, address_t, name_t, informal): seen at t, address and surname as known at those times.
create or replace table full_row as
with placed as (
    select seen.*, stay.household as home_now, home.dwelling as dwelling_now
    from seen
    join stay on stay.person = seen.person and stay.since <= t and t < stay.until
    join home on home.household = stay.household and home.since <= t and t < home.until),
posted as (
    select placed.*, home.dwelling as address
    from placed
    join stay on stay.person = placed.person and stay.since <= address_t and address_t < stay.until
    join home on home.household = stay.household and home.since <= address_t and address_t < home.until),
called as (
    select posted.*, surname_at.surname
    from posted
    join surname_at using (person)
    where surname_at.since <= name_t and name_t < surname_at.until),
said as (
    select called.*, person.* exclude (person, household),
        case
            when short_name is not null and draw(k, 'short') < informal * if(goes_by_short, 3.0, 0.25)
                then short_name
            when forename_forms is not null and hit(k, 'also', if(plain, 0.006, 0.06))
                then forename_forms[1 + pick(k, 'also', len(forename_forms))]
            when contains(forename, '-') then case (pick(person, 'style', 10) + if(hit(k, 'style', 0.12), 4, 0)) % 10 // 2
                when 3 then replace(forename, '-', ' ') when 4 then forename else replace(forename, '-', '') end
            else forename end as forename_said,
        case
            when old_name then birth_surname
            when second_surname is not null and draw(k, 'two') < if(draw(person, 'two') < 0.4, 0.6, 0.06)
                then surname || if(pick(k, 'two', 5) = 0, '-', ' ') || second_surname
            when second_surname is not null and hit(k, 'second', 0.015) then second_surname
            when culture = 'somali' and middle is not null and hit(k, 'father', 0.08) then middle
            when middle in ('Kaur', 'Singh') and hit(k, 'faith', 0.12) then middle
            when surname ~ '^(Al|El|Abu|Ben)-' and draw(k, 'article') < 0.4 then case pick(k, 'article', 3)
                when 0 then replace(surname, '-', ' ') when 1 then replace(surname, '-', '')
                else split_part(surname, '-', 2) end
            when contains(surname, '-') and draw(k, 'double') < 0.35 then case pick(k, 'double', 3)
                when 0 then replace(surname, '-', ' ') when 1 then split_part(surname, '-', 1)
                else split_part(surname, '-', 2) end
            when contains(surname, '''') and draw(k, 'mark') < 0.5
                then replace(surname, '''', if(pick(k, 'mark', 2) = 0, '', ' '))
            when surname_form.forms is not null and hit(k, 'spelling', if(plain, 0.005, 0.05))
                then surname_form.forms[1 + pick(k, 'spelling', len(surname_form.forms))]
            else surname end as surname_said
    from called join person using (person)
    left join surname_form on surname_form.name = called.surname),
soiled as (
    select *, soiled_name(forename_said, k, 'first') as forename_soiled,
        soiled_name(surname_said, k, 'last') || if(suffix is not null and draw(k, 'suffix') < if(suffix = 'JR', 0.4, 0.1),
            ' ' || upper(suffix[1]) || lower(suffix[2:]), '') as surname_soiled,
        hit(k, 'change places', 0.004) as changed_places
    from said)
select soiled.* exclude (forename_soiled, surname_soiled),
    if(changed_places, surname_soiled, forename_soiled) as first_name,
    if(changed_places, forename_soiled, surname_soiled) as last_name,
    if(hit(k, 'middle', 0.03), null, soiled_name(replace(middle, '-', ''), k, 'middle')) as middle_name,
    soiled_date(born, k, 'born', kin_born) as birthday,
    soiled_choice(sex, k, 'sex', if(sex = 'F', 'M', 'F')) as sex_written,
    soiled_digits(soiled.number::varchar, k, 'number') as number_written,
    soiled_digits(dwelling.unit, k, 'unit') as unit_written,
    soiled_digits(dwelling.number, k, 'house') as house_written,
    soiled_text(if(draw(k, 'long') < 0.35, street_long, street), k, 'street') as street_written,
    soiled_text(city, k, 'city') as city_written, state,
    if(postcode ~ '^\d', soiled_digits(postcode, k, 'post'), soiled_text(postcode, k, 'post')) as postcode_written,
    dwelling_now >= {communal_from} as communal
from soiled join dwelling on dwelling.dwelling = soiled.address;
create or replace macro absent(t, k, s, p) as if(hit(k, s || 'absent', p), null, t);
-- Upper case and no accents, as old systems keep names.
create or replace macro plain_text(t) as upper(translate(strip_accents(t), 'łŁ', 'lL'));
create or replace macro simple_text(t) as translate(strip_accents(t), 'łŁ', 'lL');
