-- One row per earlier record whose id is given again: the number it had, and the one it has now if it says the same.

create or replace table linking.known_again as
with earlier as (
    select n as known_n, source, record_id, content,
        row_number() over (partition by source, record_id, content order by n) as twin
    from linking.known semi join linking.raw using (source, record_id)
),
now as (
    select n, source, record_id, content, row_number() over (partition by source, record_id, content order by n) as twin
    from linking.raw join linking.content using (n)
)
select known_n, n from earlier left join now using (source, record_id, content, twin);

-- What a changed record said before is no longer so.
create or replace table linking.replaced as select known_n as n from linking.known_again where n is null;

-- Only what is new goes into linkage; it is numbered on from the last record known.
create or replace table linking.given_now as
select n as n_given, getvariable('last_known') + row_number() over (order by n) as n
from linking.raw where n not in (select n from linking.known_again where n is not null);

create or replace table linking.raw as
select given_now.n, raw.* exclude (n) from linking.raw join linking.given_now on n_given = raw.n order by given_now.n;

create or replace table linking.content as
select given_now.n, content from linking.content join linking.given_now on n_given = content.n;
