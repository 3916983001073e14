-- truth.claim and truth.claim_child: who claims with whom, and for which children.

create or replace table work.claim as
select head.household_id, head.person_id as claimant_id, partner.person_id as partner_id, moved_on,
    case when head_person.born_on < years_before(getvariable('as_at'), 66) then 'COUNCIL_TAX_SUPPORT' else pick(['UNIVERSAL_CREDIT', 'UNIVERSAL_CREDIT', 'UNIVERSAL_CREDIT', 'COUNCIL_TAX_SUPPORT'], head.household_id, 'claim kind') end as kind
from work.person_home head join work.moved_in moved using (household_id) join work.household household using (household_id)
    join work.person head_person on head_person.person_id = head.person_id
    left join work.person_home partner on partner.household_id = head.household_id and partner.place = 2
    left join work.need family on family.household_id = head.household_id
where head.place = 1
    and chance(head.household_id, 'claims') < (0.03 + 0.3 * poor) * case household.kind when 'LONE' then 2.2 when 'OLD_ALONE' then 1.2 else 0.8 end + 0.15 * coalesce(family.need, 0);

insert into truth.claim
select household_id, claimant_id, partner_id, household_id, kind,
    greatest(moved_on, getvariable('as_at') - whole_between(30, 2100, household_id, 'claim since')), null
from work.claim order by household_id;

insert into truth.claim_child
select claim.household_id, person.person_id
from work.claim claim join work.person person using (household_id)
where person.other_parent is not null and person.born_on > years_before(getvariable('as_at'), 19.5)
order by 1, 2;
