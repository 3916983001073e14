-- People at one dwelling today: not in communal places, not where nobody may be found, not after death.

create or replace table kin.here as
select home.dwelling_id, home.person_ref, person.surname
from kin.home join linked.person using (person_ref)
where died_on is null or died_on > $as_at;

update families.dwelling set is_communal = true
where dwelling_id in (
    select dwelling_id from kin.here group by dwelling_id having count(*) > 10 and count(distinct surname) > 4);

insert into families.household
select dwelling_id, person_ref from kin.here join families.dwelling using (dwelling_id)
where not is_communal and not is_protected
order by all;
