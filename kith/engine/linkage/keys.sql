-- The keys of each record: two records that share one are compared. A weak key, such as the names alone, counts only where
-- one of the two has no birth date.

create or replace table linking.rule (rule TINYINT, name VARCHAR, uses VARCHAR[], is_weak BOOLEAN);

insert into linking.rule values
    (0, 'same identifier', ['id'], false),
    (1, 'birth and start of forename', ['birth', 'forename'], false),
    (2, 'birth and start of surname', ['birth', 'surname'], false),
    (3, 'both names in either order, year', ['forename', 'surname', 'birth'], false),
    (4, 'sounds of both names, year', ['forename', 'surname', 'birth'], false),
    (5, 'sound of surname, year, day and month in either order', ['surname', 'birth'], false),
    (6, 'forename or its long form, and dwelling', ['forename', 'home'], false),
    (7, 'initial, surname and dwelling', ['forename', 'surname', 'home'], false),
    (8, 'birth and dwelling', ['birth', 'home'], false),
    (9, 'birth and postcode', ['birth', 'home'], false),
    (10, 'both names and postcode', ['forename', 'surname', 'home'], false),
    (11, 'both names in either order, day and month', ['forename', 'surname', 'birth'], false),
    (12, 'both names in either order', ['forename', 'surname'], true),
    (13, 'sounds of both names', ['forename', 'surname'], true),
    (14, 'initial, sound of surname, and something else', ['forename', 'surname', 'other'], true),
    (15, 'surname and postcode', ['surname', 'home'], true),
    (16, 'forename and postcode', ['forename', 'home'], true),
    (17, 'initial, surname and year', ['forename', 'surname', 'birth'], true);

create or replace table linking.block_key as
with named as (
    select *, least(forename, surname) as first_name, greatest(forename, surname) as last_name
    from linking.record where forename is not null and surname is not null
),
dated as (from linking.record where birth is not null),
housed as (select * exclude (dwellings), unnest(dwellings) as dwelling from linking.record),
placed as (select * exclude (postcodes), unnest(postcodes) as postcode from linking.record),
keys as (
    select 0::tinyint as rule, hash(id) as key, n, birth is null as undated
    from (select n, birth, unnest(ids) as id from linking.record)
    union all
    select 1, hash(birth, forename[1:2]), n, false from dated where forename is not null
    union all
    select 2, hash(birth, surname[1:2]), n, false from dated where surname is not null
    union all
    select 3, hash(first_name, last_name, born_year), n, birth is null from named where born_year is not null
    union all
    select 4, hash(forename_sound, surname_sound, born_year), n, birth is null from named where born_year is not null
    union all
    select 5, hash(surname_sound, born_year, least(birth[5:6], birth[7:8]), greatest(birth[5:6], birth[7:8])), n, false
    from dated where day(born_on) <= 12 and surname_sound is not null
    union all
    select distinct 6, hash(root, dwelling), n, birth is null from (select n, birth, unnest(roots) as root, dwelling from housed)
    union all
    select 7, hash(initial, surname, dwelling), n, birth is null from housed where initial is not null and surname is not null
    union all
    select 8, hash(birth, dwelling), n, birth is null from housed where birth is not null
    union all
    select 9, hash(birth, postcode), n, birth is null from placed where birth is not null
    union all
    select 10, hash(forename, surname, postcode), n, birth is null from placed where forename is not null and surname is not null
    union all
    select 11, hash(first_name, last_name, birth[5:8]), n, birth is null from named where birth is not null
    union all
    select 12, hash(first_name, last_name), n, birth is null from named
    union all
    select 13, hash(forename_sound, surname_sound), n, birth is null from named where length(forename_sound) + length(surname_sound) > 4
    union all
    select 14, hash(initial, surname_sound, word), n, birth is null from (
        select n, birth, initial, surname_sound, unnest(others) as word from linking.record)
    where initial is not null and surname_sound is not null
    union all
    select 15, hash(surname, postcode), n, birth is null from placed where surname is not null
    union all
    select 16, hash(forename, postcode), n, birth is null from placed where forename is not null
    union all
    select 17, hash(initial, surname, born_year), n, birth is null from linking.record
    where initial is not null and surname is not null and born_year is not null
)
select rule, hash(rule, key) as key, n, undated from keys;
