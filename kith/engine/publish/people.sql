insert into published.person
select best.*, person_ref in (from view.shielded)
from linked.person as best semi join view.person using (person_ref)
order by person_ref;

insert into published.family
with carried as (
    select family_ref, surname, count(*) filter (role = 'CHILD') as children, count(*) as members
    from families.family_member join view.family using (family_ref) join linked.person using (person_ref)
    where surname is not null
    group by family_ref, surname
    qualify row_number() over (partition by family_ref order by children desc, members desc, surname) = 1
)
select family_ref, coalesce('The ' || name_case(surname) || ' family', 'A family whose name is not known')
from view.family left join carried using (family_ref)
order by family_ref;

insert into published.family_member
from families.family_member semi join view.family using (family_ref) order by all;

-- A bond that reaches across a shield is not published: it would lead from one page to the other.
insert into published.relation
select relation.* exclude (strength, said_by) from families.relation
where from_person_ref in (from view.person) and to_person_ref in (from view.person)
    and (from_person_ref in (from view.hidden_by_place)) = (to_person_ref in (from view.hidden_by_place))
    -- Where a page hides somebody, those of their own family who may see them read how they are bound; nobody else.
    and ((from_person_ref in (from view.shielded)) = (to_person_ref in (from view.shielded)) or exists (
        from families.family_member as one join families.family_member as other using (family_ref)
        where one.person_ref = from_person_ref and other.person_ref = to_person_ref))
order by all;

insert into published.dwelling
select distinct shown_id,
    case when not place.is_protected then uprn end,
    case when not place.is_protected then address_text end,
    case when not place.is_protected then postcode end,
    is_communal and not place.is_protected, place.is_protected,
    case when not place.is_protected then nullif(status, 'PROBABLE') end
from view.place join families.dwelling using (dwelling_id)
left join families.household_status using (dwelling_id)
order by shown_id;

insert into published.residence
with said as (
    select person_ref, dwelling_id, string_agg(distinct record_id, chr(31) order by record_id) as records
    from standard.address join linked.record_person using (record_id) semi join view.person using (person_ref)
    where dwelling_id is not null
    group by person_ref, dwelling_id
)
select person_ref, shown_id, valid_from, valid_to, sources, last_seen_on, case when not is_protected then records end
from families.residence join view.place using (person_ref, dwelling_id) left join said using (person_ref, dwelling_id)
order by all;
