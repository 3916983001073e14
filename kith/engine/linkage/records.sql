-- One row per record, in the shape that is blocked and compared. Names are tidied once per name, not once per record.

create or replace table linking.forename as
select name, sound_of(name) as sound, list_distinct(list_prepend(name, coalesce(names, []))) as roots
from (
    select distinct plain_name(split_part(trim(forename), ' ', 1)) as name from standard.person
    union
    select distinct plain_name(split_part(trim(known_as), ' ', 1)) from standard.person
) left join linking.short_for using (name)
where name is not null;

create or replace table linking.home as
select record_id, list_sort(list(distinct dwelling_id) filter (dwelling_id is not null)) as dwellings,
    list_sort(list(distinct postcode) filter (postcode is not null)) as postcodes
from standard.address
group by record_id;

-- Whoever is named as a child's parent was born well before the child.
create or replace table linking.parent as
select from_record_id as record_id, min(child.born_on) - interval 11 year as born_by
from standard.relation join standard.person as child on child.record_id = to_record_id
where kind in ('PARENT', 'ADOPTIVE_PARENT', 'STEP_PARENT', 'GRANDPARENT') and child.born_on is not null
group by from_record_id;

create or replace table linking.record as
with named as (
    select record_id, source, sex, nhs_number, upn, born_on, due_on,
        -- Each school is its own lister of people, though all come in one source.
        source || '|' || agency_id as lister,
        -- What one agency calls a person in two of its systems; short numbers prove nothing.
        case when length(local_id) >= 6 then agency_id || '|' || local_id end as own_id,
        case when length(plain_name(split_part(trim(forename), ' ', 1))) > 1
            then plain_name(split_part(trim(forename), ' ', 1)) end as forename,
        plain_name(forename)[1] as initial,
        plain_name(split_part(trim(known_as), ' ', 1)) as known_as,
        list_filter(list_transform(
            string_split(coalesce(middle_names, '') || ' ' || substr(trim(forename), strpos(trim(forename) || ' ', ' ') + 1), ' '),
            lambda part: plain_name(part)), lambda part: length(part) > 1) as middles,
        plain_name(surname) as surname,
        list_distinct(list_filter(list_transform(
            list_concat([surname, previous_surname], regexp_split_to_array(coalesce(surname, '') || ' ' || coalesce(previous_surname, ''), '[ -]+')),
            lambda part: plain_name(part)), lambda part: length(part) > 2)) as surnames
    from standard.person
)
select
    row_number() over (order by record_id) as n,
    named.*,
    dense_rank() over (order by lister) - 1 as lister_number,
    coalesce(own.sound, used.sound) as forename_sound,
    list_distinct(list_concat(coalesce(own.roots, []), coalesce(used.roots, []))) as roots,
    sound_of(surname) as surname_sound,
    strftime(born_on, '%Y%m%d') as birth,
    case when day(born_on) <= 12 then strftime(born_on, '%Y%d%m') end as birth_swapped,
    parent.born_by,
    coalesce(home.dwellings, []) as dwellings,
    coalesce(home.postcodes, []) as postcodes
from named
left join linking.forename as own on own.name = named.forename
left join linking.forename as used on used.name = named.known_as
left join linking.home using (record_id)
left join linking.parent using (record_id);
