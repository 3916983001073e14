-- One row per thing about a file's records that a person should know before trusting the answer. Counted one after the
-- other and by hashes, which takes a fraction of the room.

create or replace macro counted(n, one, many) as format('{:,} {}', n::bigint, case when n = 1 then one else many end);

create or replace table linking.odd (source VARCHAR, said VARCHAR);

insert into linking.odd
with by_source as (
    select source, count(*) as records,
        count(*) filter (first_name is null and last_name is null and known_as is null) as nameless,
        count(*) filter (born is null and born_year is null and address is null and postcode is null and town is null
            and cardinality(identifiers) = 0) as bare
    from linking.raw group by source
)
select source, counted(nameless, 'record has', 'records have')
    || ' no name: nothing but an identifier can join such a record.'
from by_source where nameless > 0
union all
select source, counted(bare, 'record says', 'records say') || ' nothing but a name; such a record mostly stays alone.'
from by_source where bare > 0.01 * records;

insert into linking.odd
select source, counted(sum(rows), 'record shares', 'records share') || ' ' || counted(count(*), 'record id', 'record ids')
    || '. Every row was kept; the column row tells them apart.'
from (select source, count(*) as rows from linking.raw group by source, hash(record_id) having count(*) > 1)
group by source;

insert into linking.odd
select source, counted(max(rows), 'record gives', 'records give')
    || ' one and the same address; there it says little about who is who.'
from (
    select source, count(*) as rows from linking.raw where address is not null
    group by source, hash(address, town, postcode) having count(*) >= 500
)
group by source;

insert into linking.odd
select source, counted(max(rows), 'record gives', 'records give')
    || ' one and the same name; there it says little about who is who.'
from (
    select source, count(*) as rows, sum(count(*)) over (partition by source) as records
    from linking.raw where first_name is not null or last_name is not null
    group by source, hash(first_name, last_name)
)
where rows >= 500 and rows > 0.02 * records
group by source;

insert into linking.odd
select source, counted(max(rows), 'record has', 'records have') || ' one and the same ' || replace(name, '_', ' ')
    || '; so common a number says nothing about who is who.'
from (
    select source, entry.key as name, count(*) as rows
    from (select source, unnest(map_entries(identifiers)) as entry from linking.raw where cardinality(identifiers) > 0)
    group by source, name, hash(entry.value)
)
where rows >= 100
group by source, name;
