-- Words that a clean.sql may use, beside those of engine/identifiers.sql.

-- "MARLOWE-SMITH" and "marlowe-smith" become "Marlowe-Smith"; a name already in mixed case is left as written.
create or replace macro name_case(words) as case
    when words = upper(words) or words = lower(words) then nullif(array_to_string(list_transform(
        regexp_extract_all(lower(trim(words)), '[^ ''’-]+[ ''’-]*'), lambda part: upper(part[1]) || part[2:]), ''), '')
    else nullif(trim(words), '')
end;

create or replace macro sex_code(words) as case upper(trim(words))
    when '1' then 'M' when 'M' then 'M' when 'MALE' then 'M' when 'BOY' then 'M' when 'MAN' then 'M'
    when '2' then 'F' when 'F' then 'F' when 'FEMALE' then 'F' when 'GIRL' then 'F' when 'WOMAN' then 'F'
    when 'X' then 'X' when 'I' then 'X' when 'INDETERMINATE' then 'X' when 'OTHER' then 'X'
end;

create or replace macro address_lines(a, b := null, c := null, d := null, e := null, f := null, g := null) as nullif(
    concat_ws(', ', nullif(trim(a), ''), nullif(trim(b), ''), nullif(trim(c), ''), nullif(trim(d), ''),
        nullif(trim(e), ''), nullif(trim(f), ''), nullif(trim(g), '')), '');

create or replace macro code_label(code, labels) as labels[code];

-- A name as it is compared: plain capitals, nothing else.
create or replace macro plain_name(words) as nullif(regexp_replace(upper(strip_accents(words)), '[^A-Z]', '', 'g'), '');
