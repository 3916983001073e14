-- Which records the run takes for one person in view, where there are several: for whoever must say that one is not theirs.
insert into published.record
select person_ref, record_id, agency_id, forename, surname, born_on
from standard.person join linked.record_person using (record_id)
where person_ref in (from view.person)
    and person_ref in (select person_ref from linked.record_person group by person_ref having count(*) > 1)
order by all;
