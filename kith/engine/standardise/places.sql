-- From every way an address is written to the dwelling it names: standard.address and standard.fact get a dwelling_id.

-- One way to write the words of a street.
create or replace macro street_words() as map {
    'CLOSE': 'CL', 'ROAD': 'RD', 'STREET': 'ST', 'SAINT': 'ST', 'AVENUE': 'AVE', 'AV': 'AVE', 'LANE': 'LN', 'DRIVE': 'DR',
    'COURT': 'CT', 'CRESCENT': 'CRES', 'GARDENS': 'GDNS', 'TERRACE': 'TER', 'PLACE': 'PL', 'SQUARE': 'SQ', 'GROVE': 'GR',
    'HOUSE': 'HSE', 'APARTMENT': 'FLAT', 'APT': 'FLAT', 'UNIT': 'FLAT', 'ROOM': 'FLAT', 'RM': 'FLAT', 'FL': 'FLAT'};

create or replace macro plain_address(words) as array_to_string(list_transform(
    regexp_split_to_array(
        trim(regexp_replace(regexp_replace(upper(strip_accents(words)), '[^A-Z0-9,/ -]', '', 'g'), '\s*([,/])\s*', ' \1 ', 'g')),
        '\s+'),
    lambda word: coalesce(street_words()[word], word)), ' ');

create temp table place as
with written as (
    select uprn, address_text, postcode from standard.address
    union
    select uprn, address_text, postcode from standard.fact where uprn is not null or address_text is not null
),
plain as (
    select *, plain_address(address_text) as line from written
),
-- "FLAT 2 , 14 ..." or "2 , 14 ..." or "2 / 14 ...": the flat comes first; then the first number is the house's.
flat as (
    select *, coalesce(
        nullif(regexp_extract(line, '\bFLAT ([A-Z0-9]+)\b', 1), ''),
        nullif(regexp_extract(line, '^([0-9]+[A-Z]?) [,/] [0-9]+[A-Z]?\b', 1), '')) as flat
    from plain
),
rest as (
    select *, trim(regexp_replace(regexp_replace(line, '\bFLAT [A-Z0-9]+\b *,? *', ''),
        '^[0-9]+[A-Z]? [,/] ([0-9]+[A-Z]?\b)', '\1')) as rest
    from flat
),
numbered as (
    select *, nullif(regexp_extract(rest, '\b([0-9]+) ?-? ?([A-Z]\b)?', 1), '') as house,
        nullif(regexp_extract(rest, '\b[0-9]+ ?([A-Z])\b', 1), '') as letter,
        trim(regexp_extract(regexp_replace(rest, '^[^0-9]*[0-9]+ ?-? ?[0-9]*([A-Z]\b)? *,? *', ''), '^[^,]*')) as street,
        trim(regexp_extract(rest, '^[^,0-9]*')) as name
    from rest
),
keyed as (
    select uprn, address_text, postcode, line,
        case when house is not null or length(name) > 2 then
            concat_ws('|', coalesce(house || coalesce(letter, ''), regexp_replace(name, '[^A-Z]', '', 'g')),
                coalesce('F' || flat, '')) end as door,
        street
    from numbered
),
-- An address that carries both teaches which UPRN its words mean, if they always mean the same one.
taught as (
    select postcode, door, any_value(uprn) as uprn
    from keyed where uprn is not null and postcode is not null and door is not null
    group by all having count(distinct uprn) = 1
),
-- Without a postcode the street must say which place is meant, and only one may answer.
by_street as (
    select street, door, any_value(postcode) as postcode
    from keyed where postcode is not null and door is not null and length(street) > 3
    group by all having count(distinct postcode) = 1
),
placed as (
    select keyed.*, coalesce(keyed.postcode, by_street.postcode) as found_postcode
    from keyed left join by_street
        on keyed.postcode is null and keyed.street = by_street.street and keyed.door = by_street.door
)
select placed.uprn, placed.address_text, placed.postcode,
    case
        when coalesce(placed.uprn, taught.uprn) is not null then 'uprn:' || coalesce(placed.uprn, taught.uprn)
        when found_postcode is not null and placed.door is not null then 'at:' || found_postcode || '|' || placed.door
    end as dwelling_id
from placed left join taught
    on placed.uprn is null and taught.postcode = found_postcode and taught.door = placed.door;

update standard.address set dwelling_id = place.dwelling_id from place
where address.uprn is not distinct from place.uprn and address.address_text is not distinct from place.address_text
    and address.postcode is not distinct from place.postcode;

update standard.fact set dwelling_id = place.dwelling_id from place
where (fact.uprn is not null or fact.address_text is not null)
    and fact.uprn is not distinct from place.uprn and fact.address_text is not distinct from place.address_text
    and fact.postcode is not distinct from place.postcode;

drop table place;
