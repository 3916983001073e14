-- Words that the reading of a cell is written in: trimmed, and empty where nothing was said.

-- Most columns need no trimming at all, and trimming costs more than everything else that is done to a cell.
create or replace macro needs_trimming(words) as
    regexp_matches(words, '^$|^[\s\x{00A0}\x{200B}]|[\s\x{00A0}\x{200B}]$|^(\\N|<NA>|#N/A|(?i:nan|n/a|null|none))$');

-- Spaces of every kind at both ends, the unbreakable and the widthless among them.
create or replace macro bare(words) as trim(words, e' \t\r\n' || chr(160) || chr(8203));

create or replace macro name_cell(words) as case
    when bare(words) in ('', '\N', 'NaN', 'nan', '<NA>', '#N/A', 'N/A', 'n/a') then null else bare(words)
end;

-- "Null" is somebody's surname; anywhere else it is a database's word for nothing.
create or replace macro fact_cell(words) as case
    when bare(words) in ('', '\N', 'NaN', 'nan', '<NA>', '#N/A', 'N/A', 'n/a', 'NULL', 'Null', 'null', 'NONE', 'None', 'none')
        then null else bare(words)
end;

create or replace macro plain_identifier(fact) as
    regexp_replace(regexp_replace(upper(fact), '\.0$', ''), '[^\p{L}\p{N}]', '', 'g');

-- 0000000000 and 9999999999 are nobody's number.
create or replace macro somebodys(plain) as case
    when plain <> '' and (length(plain) < 3 or plain <> repeat(plain[1], length(plain))) then plain
end;

create or replace macro sex_of(fact) as case upper(fact)
    when '1' then 'M' when 'M' then 'M' when 'MALE' then 'M' when 'BOY' then 'M' when 'MAN' then 'M'
    when '2' then 'F' when 'F' then 'F' when 'FEMALE' then 'F' when 'GIRL' then 'F' when 'WOMAN' then 'F'
    else upper(fact)
end;
