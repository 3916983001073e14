-- Which pairs are worth comparing: those that share a key. A key on more than $largest records tells too little and is
-- left to the other rules; how many were left is in the report.

-- Whoever lists people seldom lists one twice: two of its records are compared only where something exact says so.
create or replace macro may_compare(one, two) as one.lister <> two.lister or one.nhs_number = two.nhs_number
    or one.upn = two.upn or (one.forename = two.forename and one.surname = two.surname and one.birth = two.birth);

create or replace table linking.block_key as
with keys as (
    select 'nhs_number' as rule, n, nhs_number as key from linking.record
    union all
    select 'upn', n, upn from linking.record
    union all
    select 'own id', n, own_id from linking.record
    union all
    select 'birth and start of forename', n, birth || '|' || forename[1:2] from linking.record
    union all
    select 'birth and start of surname', n, birth || '|' || surname[1:2] from linking.record
    union all
    select 'names and year', n, forename || '|' || surname || '|' || birth[1:4] from linking.record
    union all
    select 'sounds and year', n, forename_sound || '|' || surname_sound || '|' || birth[1:4] from linking.record
    union all
    select 'day and month swapped', n, surname_sound || '|' || birth[1:4] || '|'
        || least(birth[5:6], birth[7:8]) || '|' || greatest(birth[5:6], birth[7:8]) from linking.record
    where day(born_on) <= 12
    union all
    select distinct 'forename and dwelling', n, root || '|' || dwelling
    from (select n, unnest(roots) as root, dwellings from linking.record), unnest(dwellings) as places (dwelling)
    union all
    select 'initial, surname and dwelling', n, initial || '|' || surname || '|' || dwelling
    from linking.record, unnest(dwellings) as places (dwelling)
    union all
    select 'birth and dwelling', n, birth || '|' || dwelling
    from linking.record, unnest(dwellings) as places (dwelling)
    union all
    select 'birth and postcode', n, birth || '|' || postcode
    from linking.record, unnest(postcodes) as places (postcode)
    union all
    select 'names and postcode', n, forename || '|' || surname || '|' || postcode
    from linking.record, unnest(postcodes) as places (postcode)
)
select rule, hash(rule || '|' || key) as key, n, count(*) over (partition by hash(rule || '|' || key)) as records
from keys where key is not null;

create or replace table linking.blocked as
select distinct '0' as match_key, l.n as join_key_l, r.n as join_key_r
from (from linking.block_key where records between 2 and $largest) as l
join (from linking.block_key where records between 2 and $largest) as r on l.key = r.key and l.n < r.n
join linking.record as left_record on left_record.n = l.n
join linking.record as right_record on right_record.n = r.n
where may_compare(left_record, right_record);
