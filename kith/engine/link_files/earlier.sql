-- What each record was called before: by its file and id, and where an id stands several times, by their order.
create or replace table linking.earlier as
with numbered as (
    select n, source, record_id, row_number() over (partition by source, record_id order by row) as twin from linking.raw
),
known as (
    select source, record_id, person_ref, household_ref, row_number() over (partition by source, record_id order by row, n) as twin
    from linking.known
)
select n, person_ref, household_ref from numbered join known using (source, record_id, twin);
