-- The words of addresses: short and long forms that mean the same, and which of them end a street's name.

create schema if not exists addresses;

-- Short forms as Royal Mail and the United States Postal Service abbreviate; one way to write each word.
create or replace macro short_word(word) as case word
    when 'ROAD' then 'RD' when 'STREET' then 'ST' when 'STR' then 'ST' when 'SAINT' then 'ST' when 'SAINTS' then 'STS'
    when 'AVENUE' then 'AVE' when 'AV' then 'AVE' when 'AVEN' then 'AVE' when 'LANE' then 'LN'
    when 'DRIVE' then 'DR' when 'DRV' then 'DR' when 'DV' then 'DR' when 'CLOSE' then 'CL' when 'CLO' then 'CL'
    when 'COURT' then 'CT' when 'CRT' then 'CT' when 'CRESCENT' then 'CRES' when 'CRESC' then 'CRES'
    when 'CRE' then 'CRES' when 'CR' then 'CRES' when 'GARDENS' then 'GDNS' when 'GARDEN' then 'GDNS'
    when 'GDN' then 'GDNS' when 'GDS' then 'GDNS' when 'TERRACE' then 'TER' when 'TERR' then 'TER'
    when 'TCE' then 'TER' when 'PLACE' then 'PL' when 'PLC' then 'PL' when 'SQUARE' then 'SQ' when 'GROVE' then 'GR'
    when 'GRO' then 'GR' when 'GRV' then 'GR' when 'HOUSE' then 'HSE' when 'COTTAGE' then 'COTT'
    when 'COTTAGES' then 'COTTS' when 'BUILDING' then 'BLDG' when 'BUILDINGS' then 'BLDGS' when 'PARADE' then 'PDE'
    when 'PARK' then 'PK' when 'MOUNT' then 'MT' when 'MOUNTAIN' then 'MTN' when 'RISE' then 'RI'
    when 'VIEW' then 'VW' when 'GREEN' then 'GRN' when 'HEIGHTS' then 'HTS' when 'ESTATE' then 'EST'
    when 'MANSIONS' then 'MANS' when 'QUAY' then 'QY' when 'WHARF' then 'WHF' when 'YARD' then 'YD'
    when 'BOULEVARD' then 'BLVD' when 'BOUL' then 'BLVD' when 'CIRCLE' then 'CIR' when 'CIRC' then 'CIR'
    when 'HIGHWAY' then 'HWY' when 'PARKWAY' then 'PKWY' when 'PKY' then 'PKWY' when 'TRAIL' then 'TRL'
    when 'TURNPIKE' then 'TPKE' when 'EXPRESSWAY' then 'EXPY' when 'FREEWAY' then 'FWY' when 'PLAZA' then 'PLZ'
    when 'RIDGE' then 'RDG' when 'ROUTE' then 'RTE' when 'COUNTY' then 'CO' when 'CENTRE' then 'CTR'
    when 'CENTER' then 'CTR' when 'NORTH' then 'N' when 'SOUTH' then 'S' when 'EAST' then 'E' when 'WEST' then 'W'
    when 'NORTHEAST' then 'NE' when 'NORTHWEST' then 'NW' when 'SOUTHEAST' then 'SE' when 'SOUTHWEST' then 'SW'
    when 'FIRST' then '1ST' when 'SECOND' then '2ND' when 'THIRD' then '3RD' when 'FOURTH' then '4TH'
    when 'FIFTH' then '5TH' when 'SIXTH' then '6TH' when 'SEVENTH' then '7TH' when 'EIGHTH' then '8TH'
    when 'NINTH' then '9TH' when 'TENTH' then '10TH' when 'AND' then '&' when 'NR' then 'NEAR' when 'UPR' then 'UPPER'
    when 'LWR' then 'LOWER' when 'GT' then 'GREAT' when 'LT' then 'LITTLE' when 'LTL' then 'LITTLE'
    else word end;

-- What a street's name ends with: the words after it are a locality or a town. PARK or HILL may go on, so they are not here.
create or replace macro street_ends() as [
    'RD', 'ST', 'AVE', 'LN', 'DR', 'CL', 'CT', 'CRES', 'GDNS', 'TER', 'PL', 'SQ', 'GR', 'WAY', 'WALK', 'MEWS', 'ROW', 'BLVD',
    'CIR', 'HWY', 'PKWY', 'TRL', 'TPKE', 'PLZ', 'YD'];

create or replace macro compass() as ['N', 'S', 'E', 'W', 'NE', 'NW', 'SE', 'SW'];

-- Plain capitals of any script, digits, and the signs that mean something in an address ("#" becomes chr(2)).
create or replace macro plain_signs(words) as regexp_replace(
    translate(replace(words, 'ẞ', 'SS'), 'ŁØĐ#;|.' || chr(10) || chr(13) || '''’`', 'LOD' || chr(2) || ',, ,,'),
    '[^\p{L}\p{N},/&\x02-]+', ' ', 'g');

create or replace macro spaced_commas(line) as
    case when contains(line, ',') then regexp_replace(line, '[ ,]*,[ ,]*', ', ', 'g') else line end;

-- "Flat2" and "#2" get the space they lack.
create or replace macro spaced_flat(line) as case when regexp_matches(line, '(FLAT|APT|UNIT|ROOM|\x02)[0-9]')
    then regexp_replace(line, '(\bFLAT|\bAPT|\bUNIT|\bROOM|\x02)([0-9])', '\1 \2', 'g') else line end;

create or replace macro plain_capitals(line) as case
    when regexp_full_match(line, '[A-Z0-9]+(?:,? [A-Z0-9]+)*') then line -- most are: nothing to do
    else trim(spaced_commas(plain_signs(line)), ' ,-') end;

create or replace macro plain_line(words) as spaced_flat(plain_capitals(upper(strip_accents(words))));

-- A flat's number after its word, in all its spellings: "flat 2", "apt. no 4B", "# 3", "unit B".
create or replace macro unit_words() as
    '(?:\b(?:FLAT|FLT|FL|APARTMENT|APPARTMENT|APARTMNT|APT|APPT|APMT|UNIT|UNT|ROOM|RM|STUDIO|SUITE|STE|MAISONETTE|BEDSIT|LOT|'
    || 'TRAILER|TRLR|CARAVAN|PLOT)(?: *\x02| +NUMBER\b| +NO\b)?|\x02)';
create or replace macro flat_phrase() as unit_words() || ' +([A-Z]?-?[0-9]{1,4}[A-Z]?(?:/[0-9]+)?\b|[A-Z](?:/[0-9]+)?\b)';

create or replace macro plain_town(words) as trim(regexp_replace(upper(strip_accents(words)), '[^\p{L}\p{N}]+', ' ', 'g'));

-- One number for one way of writing an address; joined texts, because several arguments would be hashed each alone.
create or replace macro address_key(address, town, region, postcode) as hash(
    coalesce(address, '') || chr(31) || coalesce(town, '') || chr(31) || coalesce(region, '') || chr(31) || coalesce(postcode, ''));

-- One number for one normal form. The town matters only where no postcode says which place is meant.
create or replace macro form_key(postcode, town, number, unit, compass, stem, ending) as hash(
    coalesce(postcode, '~' || coalesce(town, '')) || '|' || coalesce(number, '') || '/' || coalesce(unit, '') || '|'
    || coalesce(compass, '') || '|' || coalesce(stem, '') || '|' || coalesce(ending, ''));
