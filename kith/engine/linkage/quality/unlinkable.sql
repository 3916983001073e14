-- Records that say too little to be linked safely, by source and by the first reason that holds. An identifier is enough.
create or replace table measuring.unlinkable as
select source, case
        when forename is null and initial is null and surname is null then 'NO_NAME'
        when forename is null or surname is null then 'PART_OF_A_NAME'
        when default_birth.n is not null then 'DEFAULT_DATE'
        else 'NAME_ONLY' end as reason,
    count(*) as records
from (
    select n, source, forename, initial, surname from linking.record
    where forename is null or surname is null or birth is null and len(dwellings) + len(postcodes) = 0)
anti join measuring.any_identifier using (n)
left join measuring.default_birth using (n)
group by all;
