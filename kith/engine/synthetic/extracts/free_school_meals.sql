-- What the free school meals register would hold: each child's spell of entitlement, with the adult who applied.

create or replace macro meals_day(day) as strftime(day, '%d-%m-%Y');

create or replace macro meals_number(prefix, person_id) as
    prefix || lpad(cast((person_id * 5600748 + 293) % 999999999989 as varchar), 12, '0');

-- School years that follow on make one spell; it ends only for a child who lost it or left.
create or replace temp table meals_spell as
select person_id, min(school_year) as first_year, min(valid_from) as valid_from, last(valid_to order by school_year) as valid_to
from (
    select *, school_year - row_number() over (partition by person_id order by school_year) as run
    from (select distinct on (person_id, school_year) * from truth.roll where free_meals and year_group >= 0
        order by person_id, school_year, valid_from)
)
group by person_id, run;

-- The claimant who has the child on a claim; else a parent at the same address; one child in twelve has nobody written down.
create or replace temp table meals_parent as
select distinct on (child_id) child_id, parent_id
from (
    select claim_child.person_id as child_id, claimant_id as parent_id, 1 as choice, claim_id as n
    from truth.claim_child claim_child join truth.claim using (claim_id)
    union all
    select to_person_id, from_person_id, 2, from_person_id
    from truth.relation
        join truth.home child_home on child_home.person_id = to_person_id
        join truth.home parent_home on parent_home.person_id = from_person_id and parent_home.dwelling_id = child_home.dwelling_id
    where truth.relation.kind in ('PARENT', 'STEP_PARENT')
)
where child_id in (select person_id from meals_spell) and chance(child_id, 'meals nobody') >= 0.08
order by child_id, choice, n;

insert into truth.record
select distinct 'free_school_meals', meals_number('FC', person_id), person_id from meals_spell
union all
select distinct 'free_school_meals', meals_number('FP', parent_id), parent_id from meals_parent;

-- The address of the day of the application, which may be the one before; of a refuge nothing is written down.
create or replace temp table meals_address as
select distinct on (meals_spell.person_id, first_year) meals_spell.person_id, first_year, flat, building, number, street, town, postcode
from meals_spell join truth.residence residence using (person_id) join truth.dwelling dwelling using (dwelling_id)
where dwelling.kind <> 'REFUGE' and residence.valid_from <= meals_spell.valid_from
    and coalesce(residence.valid_to, date '9999-12-31') > meals_spell.valid_from
order by meals_spell.person_id, first_year, residence.valid_from desc, dwelling_id;

create or replace table extract.free_school_meals_children as
select meals_number('A', spell.person_id) || '-' || first_year as "Application ID", meals_number('FC', spell.person_id) as "Child Ref",
    written_forename(child.forename, child.known_as, spell.person_id, 'meals', 0.04) as "Child Forename",
    written_surname(child.surname, child.birth_surname, spell.person_id, 'meals', 0.04) as "Child Surname",
    meals_day(written_birth(child.born_on, spell.person_id, 'meals', 0.012)) as "Child DOB",
    maybe(child.upn, spell.person_id, 'meals upn', 0.2) as "UPN",
    case when parent_id is not null then meals_number('FP', parent_id) end as "Parent Ref",
    written_forename(parent.forename, parent.known_as, parent_id, 'meals', 0.03) as "Parent Forename",
    written_surname(parent.surname, parent.birth_surname, parent_id, 'meals', 0.05) as "Parent Surname",
    meals_day(written_birth(parent.born_on, parent_id, 'meals', 0.01)) as "Parent DOB",
    coalesce(nullif(concat_ws(', ', flat, building), ''), concat_ws(' ', number, street)) as "Address 1",
    case when flat is not null or building is not null then concat_ws(' ', number, street) else town end as "Address 2",
    written_postcode(postcode, spell.person_id, 'meals', 0.03) as "Postcode",
    case when chance(spell.person_id, 'meals by hand') < 0.06 then 'MANUAL' else 'FOUND' end as "Check Result",
    meals_day(spell.valid_from) as "Eligible From", meals_day(spell.valid_to - 1) as "Eligible To"
from meals_spell spell join truth.person child using (person_id)
    left join meals_parent on child_id = spell.person_id left join truth.person parent on parent.person_id = parent_id
    left join meals_address using (person_id, first_year);
