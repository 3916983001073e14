-- Everybody with what does not change, and what each is called besides: one short form, one other spelling.
create or replace table person as
with short as (select name, list(form order by form) as forms from spelling where kind = 'short' group by 1),
other as (select name, list(form order by form) as forms from spelling where kind = 'also' group by 1),
dated as (select *, ({start} - (age * 365.2425)::int)::date as born from born_person),
kin as (select person, coalesce(
        lead(born) over (partition by household order by person),
        nullif(first_value(born) over (partition by household order by person), born)) as kin_born,
    coalesce(lead(number) over (partition by household order by person),
        nullif(first_value(number) over (partition by household order by person), number)) as kin_number
    from dated)
select dated.* exclude (western), kin_born, kin_number,
    case when culture = 'chinese' then if(draw(person, 'west') < 0.3, western, null)
        else short.forms[1 + pick(person, 'short', greatest(len(short.forms), 1))] end as short_name,
    draw(person, 'goes by') < 0.3 as goes_by_short,
    other.forms as forename_forms, culture in ('american', 'british', 'polish') as plain,
    case when age < 5 then '0-4' when age < 16 then '5-15' when age < 25 then '16-24' when age < 45 then '25-44'
        when age < 65 then '45-64' else '65+' end as age_band
from dated join kin using (person)
left join short on short.name = dated.forename left join other on other.name = dated.forename;

create or replace table surname_form as
select name, list(form order by form) as forms from spelling where kind = 'also' group by 1;
