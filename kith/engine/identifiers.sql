-- Bulk twins of kith/vocabulary/identifiers.py: same names, same answers (a property test compares them).
-- Where a rule changes, change both.

create or replace macro without_separators(t) as
    replace(replace(replace(replace(t, ' ', ''), chr(9), ''), chr(160), ''), '-', '');

create or replace macro nhs_number_if_right(d) as
    case
        when not regexp_full_match(d, '[0-9]{10}') then null
        when d = repeat(d[1], 10) then null
        when (
            10 * d[1]::int + 9 * d[2]::int + 8 * d[3]::int + 7 * d[4]::int + 6 * d[5]::int + 5 * d[6]::int
            + 4 * d[7]::int + 3 * d[8]::int + 2 * d[9]::int + d[10]::int
        ) % 11 = 0 then d
    end;

create or replace macro nhs_number_of(t) as nhs_number_if_right(without_separators(t));

create or replace macro upn_value(sign) as strpos('ABCDEFGHJKLMNPQRTUVWXYZ', sign) - 1;

create or replace macro upn_if_right(u) as
    case
        when not regexp_full_match(u, '[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]') then null
        when (
            2 * u[2]::int + 3 * u[3]::int + 4 * u[4]::int + 5 * u[5]::int + 6 * u[6]::int + 7 * u[7]::int
            + 8 * u[8]::int + 9 * u[9]::int + 10 * u[10]::int + 11 * u[11]::int + 12 * u[12]::int
            + 13 * coalesce(try_cast(u[13] as int), upn_value(u[13]))
        ) % 23 = upn_value(u[1]) then u
    end;

create or replace macro upn_of(t) as
    case when regexp_full_match(without_separators(t), '[A-Za-z][0-9]{11}[0-9A-Za-z]')
         then upn_if_right(upper(without_separators(t))) end;

create or replace macro uprn_of(t) as
    case when regexp_full_match(without_separators(t), '[0-9]{1,14}')
         and length(ltrim(without_separators(t), '0')) between 1 and 12
         then ltrim(without_separators(t), '0') end;

create or replace macro postcode_if_right(p) as
    case
        when not regexp_full_match(p, '[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][ABD-HJLNP-UW-Z]{2}') then null
        when list_contains(
            string_split(
                'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN '
                || 'EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK '
                || 'ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY '
                || 'TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE QX', ' '
            ),
            regexp_extract(p, '^[A-Z]+')
        ) then p[:-4] || ' ' || p[-3:]
    end;

create or replace macro postcode_of(t) as
    case when regexp_full_match(without_separators(t), '[A-Za-z0-9]{5,7}')
         then postcode_if_right(upper(without_separators(t))) end;

create or replace macro ref_check_character(body) as
    '123456789BCDFGHJKMNPQRSTVWXYZ'[
        (29 - list_sum([
            (i + 1) * (strpos('123456789BCDFGHJKMNPQRSTVWXYZ', body[i]) - 1) for i in range(1, length(body) + 1)
        ]) % 29)::int % 29 + 1
    ];
