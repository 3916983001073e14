-- How a cell's text becomes a value, and what is wrong with it when it cannot. One pair of macros for each column type:
-- x_value(text, ...) gives the value or null; x_fault(text, ...) names the rule that a text without a value breaks.

-- A spreadsheet would run these; no honest cell begins so. A leading + or - alone is a number or a telephone.
create or replace macro is_formula(t) as
    t[1] in ('=', '@', '+', '-') and regexp_matches(t, '^=.|^@[A-Za-z]+[(!]|^[+-][A-Za-z].*[(|!]');

create or replace macro is_excel_error(t) as
    t[1] = '#' and t in ('#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#CALC!');

create or replace macro is_excel_rounded(t) as regexp_full_match(t, '[0-9]([.][0-9]+)?[eE][+][0-9]+');

-- Years outside these are slips of the finger (0217) or stand-ins for "never" (9999).
create or replace macro sane_day(d) as case when year(d) between 1880 and 2120 then d end;
create or replace macro date_value(t, styles) as sane_day(try_strptime(t, styles)::date);
create or replace macro day_first_day(t) as
    try_strptime(t, ['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y', '%d/%m/%y'])::date;
create or replace macro month_first_day(t) as
    try_strptime(t, ['%m/%d/%Y', '%m-%d-%Y', '%m.%d.%Y', '%m/%d/%y'])::date;
create or replace macro other_style_day(t) as
    try_strptime(t, ['%Y-%m-%d', '%Y/%m/%d', '%d-%b-%Y', '%d %b %Y', '%d %B %Y', '%Y%m%d', '%Y-%m-%dT%H:%M:%S',
                     '%Y-%m-%d %H:%M:%S'])::date;

-- A date that can be read day first is so meant, whatever stands between its parts.
create or replace macro date_fault(t, styles) as
    case
        when try_strptime(t, styles) is not null then 'IMPOSSIBLE_YEAR'
        when regexp_full_match(t, '[1-6][0-9]{4}([.][0-9]+)?') then 'EXCEL_SERIAL'
        when coalesce(day_first_day(t), other_style_day(t)) is not null then 'OTHER_DATE_STYLE'
        when month_first_day(t) is not null then 'MONTH_FIRST'
        when regexp_full_match(t, '[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{1,4}([T ].*)?|[0-9]{8}')
            then 'NO_SUCH_DAY'
        else 'NOT_A_DATE'
    end;

create or replace macro bare_number(t) as
    case when regexp_full_match(t, '[-+]?£?[0-9]{1,3}(,[0-9]{3})*([.][0-9]+)?%?|[-+]?£?[0-9]*([.][0-9]*)?%?')
         then replace(replace(replace(t, ',', ''), '£', ''), '%', '') end;
create or replace macro number_value(t) as try_cast(bare_number(t) as double);
create or replace macro number_fault(t) as 'NOT_A_NUMBER';
create or replace macro whole_value(t) as
    case when number_value(t) = floor(number_value(t)) then try_cast(bare_number(t) as bigint) end;
create or replace macro whole_fault(t) as
    case when number_value(t) <> floor(number_value(t)) then 'NOT_WHOLE' else 'NOT_A_NUMBER' end;

create or replace macro yes_no_value(t) as
    case when lower(t) in ('y', 'yes', 'true', 't', '1') then true
         when lower(t) in ('n', 'no', 'false', 'f', '0') then false end;
create or replace macro yes_no_fault(t) as 'NOT_YES_OR_NO';

create or replace macro nhs_number_value(t) as nhs_number_of(t);
create or replace macro nhs_number_fault(t) as
    case when is_excel_rounded(t) then 'EXCEL_ROUNDED'
         when regexp_full_match(without_separators(t), '[0-9]{10}') then 'CHECK_DIGIT'
         else 'NOT_AN_NHS_NUMBER' end;

create or replace macro upn_value_of(t) as upn_of(t);
create or replace macro upn_fault(t) as
    case when regexp_full_match(without_separators(t), '[A-Za-z][0-9]{11}[0-9A-Za-z]') then 'CHECK_LETTER'
         else 'NOT_A_UPN' end;

create or replace macro uprn_value(t) as uprn_of(t);
create or replace macro uprn_fault(t) as case when is_excel_rounded(t) then 'EXCEL_ROUNDED' else 'NOT_A_UPRN' end;

create or replace macro postcode_value(t) as postcode_of(t);
create or replace macro postcode_fault(t) as
    case when regexp_full_match(upper(without_separators(t)), '[A-Z]{1,2}[0-9][0-9A-Z]?([0-9][A-Z]{0,2})?')
         then 'INCOMPLETE_POSTCODE' else 'NOT_A_POSTCODE' end;

-- An agency's code in its own capitals; one that nobody declared is kept and remarked on.
create or replace macro code_value(t, lowered, declared) as coalesce(map(lowered, declared)[lower(t)], t);
create or replace macro is_known_code(t, lowered) as list_contains(lowered, lower(t));
