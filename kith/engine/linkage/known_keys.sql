-- The keys of new records, and of those earlier records that share one.
create or replace table linking.block_key as
select rule, key, n::integer as n, undated from linking.block_key
union all
select rule, key, n, undated from linking.known_key
where key in (select key from linking.block_key) and n not in (select n from linking.replaced);
