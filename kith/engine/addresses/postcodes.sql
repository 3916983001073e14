-- addresses.postcode: each postcode as it was typed, in its one normal form, and whether it is fine enough to name a street.

create or replace macro bare(typed) as regexp_replace(upper(typed), '[^A-Z0-9]', '', 'g');

-- O for 0 and I for 1, where the place in a British postcode says which was meant.
create or replace macro as_letter(sign) as translate(sign, '01', 'OI');
create or replace macro as_digit(sign) as translate(sign, 'OIL', '011');
create or replace macro unslipped(p) as case
    when p[2:2] between 'A' and 'Z' and p[2:2] not in ('O', 'I', 'L') or length(p) = 7
        then as_letter(p[:2]) || as_digit(p[3:3]) || p[4:-4] || as_digit(p[-3:-3]) || as_letter(p[-2:])
    else as_letter(p[:1]) || as_digit(p[2:2]) || p[3:-4] || as_digit(p[-3:-3]) || as_letter(p[-2:])
end;

create or replace macro british_postcode(p) as coalesce(
    postcode_if_right(p), case when length(p) between 5 and 7 then postcode_if_right(unslipped(p)) end);

create or replace table addresses.postcode as
with typed as (select distinct postcode as typed from addresses.written where postcode is not null),
-- A spreadsheet makes 94301.0 of a number, and drops the nought that another begins with.
stripped as (select typed, bare(regexp_replace(typed, '\.0*$', '')) as bare from typed),
usual as (select coalesce(count(*) filter (length(bare) = 5) > count(*) / 2, false) as five
    from stripped where regexp_full_match(bare, '[0-9]+')),
normal as (
    select typed, bare, british_postcode(bare) as british, five and regexp_full_match(bare, '[0-9]{4}') as lost_nought
    from stripped, usual
)
select typed,
    case when british is not null then british
        when regexp_full_match(bare, '[0-9]{9}') then bare[:5]
        when lost_nought then '0' || bare
        when regexp_full_match(bare, '0+|9+|X+|') or length(bare) < 3 then null
        else bare end as postcode,
    british is not null or regexp_full_match(bare, '[A-Z][0-9][A-Z][0-9][A-Z][0-9]|[0-9]{4}[A-Z]{2}') as is_fine
from normal;
