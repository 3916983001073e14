-- People at one dwelling today: not in communal places, not where nobody may be found, not after death.

create or replace table kin.here as
select home.dwelling_id, home.person_ref, person.surname, stay.valid_from
from kin.home join linked.person using (person_ref) join kin.stay as stay using (person_ref, dwelling_id)
where died_on is null or died_on > $as_at;

update families.dwelling set is_communal = true
where dwelling_id in (
    select dwelling_id from kin.here group by dwelling_id having count(*) > 10 and count(distinct surname) > 4)
    or dwelling_id in (select 'uprn:' || uprn from standard.listed where kind = 'COMMUNAL');

insert into families.household
select dwelling_id, person_ref, valid_from, null from kin.here join families.dwelling using (dwelling_id)
where not is_communal and not is_protected
order by all;
