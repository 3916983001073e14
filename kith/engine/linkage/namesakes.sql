-- How common the names are that several people have. People are told apart by their years of birth and by where they live,
-- whichever are fewer: a slip of the pen makes no second person. One of them is the person asked about.
create or replace table linking.namesakes as
with named as (
    select forename, surname, least(count(distinct born_year), count(distinct coalesce(dwellings[1], postcodes[1]))) as people
    from linking.made where forename is not null and surname is not null
    group by forename, surname
)
select forename, surname, ((people - 1) / (select sum(greatest(people, 1)) from named))::float as share
from named where people > 1;
