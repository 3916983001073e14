-- One line per person: of every column the value that most records give; a full name before an initial; ties by value.

create or replace table linking.value as
with held as (
    select person_ref, person.* from standard.person join linked.record_person using (record_id)
),
long as (
    select person_ref, 'forename' as what, trim(forename) as value, length(plain_name(forename)) > 1 as whole from held
    union all select person_ref, 'surname', trim(surname), length(surname) > 1 from held
    union all select person_ref, 'known_as', trim(known_as), true from held
    union all select person_ref, 'born_on', cast(born_on as varchar), not (day(born_on) = 1 and month(born_on) = 1) from held
    union all select person_ref, 'due_on', cast(due_on as varchar), true from held
    union all select person_ref, 'died_on', cast(died_on as varchar), true from held
    union all select person_ref, 'sex', sex, true from held
    union all select person_ref, 'nhs_number', nhs_number, true from held
    union all select person_ref, 'upn', upn, true from held
)
select person_ref, what, value,
    row_number() over (partition by person_ref, what order by whole desc, count(*) desc, value) as place
from long where value is not null and value <> ''
group by person_ref, what, value, whole;

create or replace table linking.other_surname as
select person_ref, string_agg(distinct other, ', ' order by other) as previous_surnames
from (
    select person_ref, trim(coalesce(previous_surname, surname)) as other from standard.person join linked.record_person using (record_id)
    union
    select person_ref, trim(surname) from standard.person join linked.record_person using (record_id)
) join (select person_ref, value as surname from linking.value where what = 'surname' and place = 1) using (person_ref)
where plain_name(other) <> plain_name(surname)
group by person_ref;

insert into linked.person
select people.person_ref,
    max(value) filter (what = 'forename'),
    max(value) filter (what = 'surname'),
    max(value) filter (what = 'known_as'),
    any_value(previous_surnames),
    cast(max(value) filter (what = 'born_on') as date),
    cast(max(value) filter (what = 'due_on') as date),
    cast(max(value) filter (what = 'died_on') as date),
    max(value) filter (what = 'sex'),
    max(value) filter (what = 'nhs_number'),
    max(value) filter (what = 'upn')
from (select distinct person_ref from linked.record_person) as people
left join (from linking.value where place = 1) as best using (person_ref)
left join linking.other_surname using (person_ref)
group by people.person_ref
order by people.person_ref;
