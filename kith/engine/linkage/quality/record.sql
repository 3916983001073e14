-- One row per record, as thin as the measuring needs it: the person (label) that it was given, and the piece of that person
-- that it would be in without identifiers. Whole numbers for words: a million rows are joined several times.
create or replace table measuring.record as
select record.n, label, piece, source, initial, birth::integer as birth, sex, lister_number, identifier.n is not null as has_number,
    forename is not null and surname is not null and (birth is not null or len(dwellings) + len(postcodes) > 0) as says_enough
from linking.record as record
left join linking.label using (n)
left join measuring.piece using (n)
left join (select distinct n from measuring.identifier) as identifier on identifier.n = record.n;
