-- Around those who are in view themselves (view.direct): their families, who is shielded, and where they live.

create or replace table view.family as
select distinct family_ref from families.family_member join view.direct using (person_ref);

create or replace table view.person as
select person_ref from view.direct
union
select person_ref from families.family_member join view.family using (family_ref);

-- People whose address must not be found.
create or replace table view.hidden_by_place as
select person_ref from standard.address join linked.record_person using (record_id)
where is_protected and (valid_to is null or valid_to > $as_at)
union
select person_ref from families.residence join families.dwelling using (dwelling_id) where is_protected and valid_to is null;

-- With those whom somebody hid on a page.
create or replace table view.shielded as
from view.hidden_by_place union select person_ref from linked.record_person join view.told_shielded using (record_id);

-- A protected place leaves the engine as an id without address, a different one for each family, so that nobody can read
-- from it where it is or who else is there.
create or replace table view.place as
select person_ref, dwelling_id,
    case when is_protected then 'protected:' || keyed_hash(dwelling_id || '|' || coalesce(min(family_ref), person_ref))[1:16]
        else dwelling_id end as shown_id,
    is_protected
from families.residence
join families.dwelling using (dwelling_id)
join view.person using (person_ref)
left join families.family_member using (person_ref)
group by person_ref, dwelling_id, is_protected;
