-- Macros that make records as untidy as life. All are functions of (id, salt, seed): the same council every time.
-- `salt` names the draw, so that two draws about one person are independent; use the source's name in it.

create schema if not exists truth;
create schema if not exists extract;

-- Filled from names/forenames.csv by names.sql: forename -> other ways to write it.
set variable name_variants = cast(map {} as map(varchar, varchar[]));

-- A number in [0, 1). Hashed twice: DuckDB joins the hashes of several arguments by xor alone, which would tie draws together.
create or replace macro chance(id, salt) as
    (hash(hash(id, salt, getvariable('seed'))) >> 11)::double / 9007199254740992.0;

create or replace macro pick(list, id, salt) as
    list[1 + cast(floor(chance(id, salt) * len(list)) as bigint)];

create or replace macro maybe(value, id, salt, share_missing) as
    case when chance(id, salt || ':maybe') >= share_missing then value end;

-- The key beside each key, for slips of the finger.
create or replace macro neighbouring_key(letter) as
    translate(letter,
        'qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM1234567890',
        'wetrutiypoadfghgkjlxcvbnmnWETRUTIYPOADFGHGKJLXCVBNMN2345678909');

-- Where a slip falls: never the first letter, so that the word stays findable by eye.
create or replace macro slip_at(text, id, salt) as
    2 + cast(floor(chance(id, salt || ':at') * greatest(len(text) - 2, 1)) as bigint);

create or replace macro typo_at(text, p, kind) as
    case
        when len(text) < 3 then text
        when kind < 0.3 then text[:p - 1] || text[p + 1:]
        when kind < 0.6 and p < len(text) then text[:p - 1] || text[p + 1:p + 1] || text[p:p] || text[p + 2:]
        when kind < 0.85 then text[:p - 1] || neighbouring_key(text[p:p]) || text[p + 1:]
        else text[:p] || text[p:]
    end;

create or replace macro typo(text, id, salt) as
    typo_at(text, slip_at(text, id, salt), chance(id, salt || ':kind'));

-- Of the forenames that are not written as given: a variant spelling or nickname, the name they use, an initial, a typo.
create or replace macro other_forename(forename, known_as, id, salt, kind) as
    case
        when known_as is not null and kind < 0.5 then known_as
        when kind < 0.65 and len(getvariable('name_variants')[forename]) > 0
            then pick(getvariable('name_variants')[forename], id, salt || ':variant')
        when kind < 0.72 then forename[1:1]
        else typo(forename, id, salt || ':forename')
    end;

-- The families that the documents speak of have the lowest numbers, and are written as they are.
create or replace macro is_planted(id) as coalesce(try_cast(id as bigint) < 1000, false);

create or replace macro written_forename(forename, known_as, id, salt, rate) as
    case
        when is_planted(id) or chance(id, salt || ':forename?') >= rate then forename
        else other_forename(forename, known_as, id, salt, chance(id, salt || ':forename kind'))
    end;

create or replace macro other_surname(surname, birth_surname, id, salt, kind) as
    case
        when birth_surname <> surname and kind < 0.6 then birth_surname
        when contains(surname, '-') and kind < 0.3 then replace(surname, '-', ' ')
        when contains(surname, '-') and kind < 0.6 then split_part(surname, '-', 1)
        when contains(surname, '-') and kind < 0.85 then split_part(surname, '-', 2)
        when contains(surname, ' ') and kind < 0.7 then split_part(surname, ' ', -1)
        when contains(surname, '''') and kind < 0.7 then replace(surname, '''', '')
        else typo(surname, id, salt || ':surname')
    end;

create or replace macro written_surname(surname, birth_surname, id, salt, rate) as
    case
        when is_planted(id) or chance(id, salt || ':surname?') >= rate then surname
        else other_surname(surname, birth_surname, id, salt, chance(id, salt || ':surname kind'))
    end;

-- Day and month swapped where that makes a date; 1 January of the year; a digit of the day; a year out; the decade out.
create or replace macro other_birth(born_on, kind) as
    case
        when kind < 0.35 and day(born_on) <= 12 and day(born_on) <> month(born_on)
            then make_date(year(born_on), day(born_on), month(born_on))
        when kind < 0.5 then make_date(year(born_on), 1, 1)
        when kind < 0.75 then make_date(year(born_on), month(born_on),
            case when day(born_on) > 18 then day(born_on) - 10 when day(born_on) > 9 then day(born_on) - 9 else day(born_on) + 10 end)
        when kind < 0.92 then cast(born_on - interval 1 year as date)
        else cast(born_on - interval 10 year as date)
    end;

create or replace macro written_birth(born_on, id, salt, rate) as
    case
        when is_planted(id) or chance(id, salt || ':birth?') >= rate then born_on
        else other_birth(born_on, chance(id, salt || ':birth kind'))
    end;

create or replace macro short_street(street) as
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(street,
        ' Street$', ' St'), ' Road$', ' Rd'), ' Close$', ' Cl'), ' Avenue$', ' Ave'), ' Drive$', ' Dr'), ' Crescent$', ' Cres');

create or replace macro plain_address(flat, building, number, street) as
    concat_ws(', ', flat, building, nullif(concat_ws(' ', number, street), ''));

create or replace macro other_address(flat, building, number, street, id, salt, kind) as
    case
        when kind < 0.3 then plain_address(flat, building, number, short_street(street))
        when kind < 0.45 and flat is not null and number is not null
            then concat_ws(' ', replace(flat, 'Flat ', '') || '/' || number, street)
        when kind < 0.55 and flat is not null then plain_address(replace(flat, 'Flat ', ''), building, number, street)
        when kind < 0.65 and flat is not null then plain_address(null, building, number, street)
        when kind < 0.72 and building is not null then plain_address(flat, null, number, street)
        when kind < 0.8 then upper(plain_address(flat, building, number, street))
        when kind < 0.9 then plain_address(flat, building, number || ',', street)
        else plain_address(flat, building, number, typo(street, id, salt || ':street'))
    end;

create or replace macro written_address(flat, building, number, street, id, salt, rate) as
    case
        when chance(id, salt || ':address?') >= rate then plain_address(flat, building, number, street)
        else other_address(flat, building, number, street, id, salt, chance(id, salt || ':address kind'))
    end;

create or replace macro other_postcode(postcode, kind) as
    case
        when kind < 0.45 then replace(postcode, ' ', '')
        when kind < 0.65 then lower(postcode)
        when kind < 0.8 then postcode[:-2] || neighbouring_key(postcode[-1:])
        when kind < 0.9 then split_part(postcode, ' ', 1)
    end;

create or replace macro written_postcode(postcode, id, salt, rate) as
    case
        when chance(id, salt || ':postcode?') >= rate then postcode
        else other_postcode(postcode, chance(id, salt || ':postcode kind'))
    end;
