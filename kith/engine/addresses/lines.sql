-- addresses.line: each address with its flat, its number and the rest apart; care-of, boxes and "no fixed abode" named.

-- The postcode that stands at the end of a line, British or five digits after a word.
create or replace macro postcode_at_end(line) as coalesce(
    nullif(regexp_extract(line, '[ ,]([A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})$', 1), ''),
    nullif(regexp_extract(line, '[A-Z][ ,]+([0-9]{5}(?:-[0-9]{4})?)$', 1), ''));

-- "Ground floor flat", "basement": a place in the house instead of a number.
create or replace macro floor_phrase() as
    '\b(BASEMENT|BSMT|LOWER GROUND|GROUND|FIRST|1ST|SECOND|2ND|THIRD|3RD|FOURTH|4TH|TOP|GARDEN|LOWER|UPPER|ATTIC|REAR|FRONT)'
    || '( FLOOR)?( FLAT| FLT| APARTMENT| APT)\b|\b(BASEMENT|BSMT)\b|^(GFF|FFF|SFF|TFF)\b';

create or replace macro floor_name(phrase) as case
    when phrase is null then null
    when starts_with(phrase, 'BA') or starts_with(phrase, 'BS') then 'BASEMENT'
    when starts_with(phrase, 'GR') or starts_with(phrase, 'GFF') then 'GROUND'
    when starts_with(phrase, 'FI') or starts_with(phrase, '1ST') or starts_with(phrase, 'FFF') then 'FLOOR 1'
    when starts_with(phrase, 'SE') or starts_with(phrase, '2ND') or starts_with(phrase, 'SFF') then 'FLOOR 2'
    when starts_with(phrase, 'TH') or starts_with(phrase, '3RD') then 'FLOOR 3'
    when starts_with(phrase, 'TFF') then 'TOP'
    else split_part(phrase, ' ', 1)
end;

create or replace table addresses.line as
with plain as (
    select key, address, written.town, region, postcode, plain_line(address) as line, town.name as town_line
    from addresses.written as written left join addresses.town as town on town.typed = written.town
),
kinds as (
    select *, case
        when line is null or line = '' then 'NOTHING'
        when regexp_matches(line, '\bP(OST)? ?O(FFICE)?,? ?BOX\b|^BOX [0-9]') then 'BOX'
        when regexp_matches(line, '\b(C/O|CARE OF)\b') then 'CARE_OF'
        when regexp_full_match(line, '(NFA|NO FIXED (ABODE|ADDRESS)|HOMELESS|UNKNOWN|NOT KNOWN|NONE|N/?A|NK|NULL|NAN|TBC|AS ABOVE|'
            || 'SAME( AS ABOVE)?|ADDRESS UNKNOWN|UNKNOWN ADDRESS|NOT (GIVEN|STATED|APPLICABLE|RECORDED)|WITHHELD|REFUSED|GENERAL DELIVERY)') then 'NOWHERE'
        else 'PLACE' end as says
    from plain
),
-- "C/O Mrs Smith, 4 High Street": whoever it is goes, the place stays.
addressed as (
    select * replace (case when says = 'CARE_OF'
        then regexp_replace(line, '\b(?:C/O|CARE OF)\b[^,0-9]*,? *', '') else line end as line)
    from kinds
),
found as (
    select *, case when postcode is null then postcode_at_end(line) end as found_postcode from addressed
),
cut as (
    select * replace (case
        when found_postcode is not null then trim(line[:length(line) - length(found_postcode)], ' ,')
        when postcode is not null and ends_with(line, ' ' || upper(trim(postcode))) then trim(line[:length(line) - length(trim(postcode))], ' ,')
        else line end as line)
    from found
),
without_town as (
    select * replace (case when town_line <> '' and ends_with(line, ' ' || town_line)
        then trim(line[:length(line) - length(town_line)], ' ,') else line end as line)
    from cut
),
-- The flat, wherever it stands; "Flat 2, Room 3" has two parts.
flats as (
    select *, regexp_matches(line, flat_phrase()) as has_flat, regexp_matches(line, floor_phrase()) as has_floor from without_town
),
without_flat as (
    select * replace (case
            when has_flat then trim(regexp_replace(line, flat_phrase(), ' ', 'g'), ' ,-')
            when has_floor then trim(regexp_replace(line, floor_phrase(), ' ', 'g'), ' ,-')
            else line end as line),
        case when has_flat then array_to_string(list_sort(list_transform(
                regexp_extract_all(line, flat_phrase(), 1), lambda part: replace(part, ' ', ''))), '/')
            when has_floor then floor_name(regexp_extract(line, floor_phrase())) end as flat
    from flats
),
-- "12 1/2" is a number; of "4B 12 Main St", "2/12 High St" and "2/1, 14 High St" the first is the flat.
halved as (
    select * replace (regexp_replace(regexp_replace(line, '^([0-9]+) 1/2\b', '\1H'),
        -- "12 A High St" is 12A; "12 A St" and "12 N Main St" are not.
        '^([0-9]+) ([A-DF-MO-RT-VX-Z]) ([A-Z]{2,} [A-Z]{2,})', '\1\2 \3') as line) from without_flat
),
fronted as (
    select *, case when flat is null then regexp_extract(line,
        '^([0-9]+[A-Z]?/[0-9]+|[0-9]+[A-Z]?|[A-Z][0-9]*)(?: ?[,/] ?| )([A-Z]?[0-9]+[A-Z]?(?:$|\b.*[A-Z].*))$', ['first', 'rest']) end as two
    from halved
),
numbered as (
    select * replace (coalesce(flat, nullif(two.first, '')) as flat),
        regexp_extract(case when two.rest <> '' then two.rest else line end,
            '^([^0-9]*?)[ ,]*\b([A-Z]?[0-9]+[A-Z]?(?: ?- ?[0-9]+[A-Z]?)?)\b[ ,]*(.*)$', ['name', 'number', 'rest']) as parts
    from fronted
)
select key, town, region, coalesce(postcode, found_postcode) as postcode, says, nullif(flat, '') as flat,
    nullif(replace(parts.number, ' ', ''), '') as number, parts.name as name,
    case when parts.number <> '' then parts.rest else line end as rest
from numbered;
