-- Free school meals: a child with a pupil number, and the adult who applied. An application that was refused is left out
-- altogether: asking for help with meals and not getting it should follow nobody.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, 'BENEFITS' as agency_id, 'D' as kind, 'Benefits service' as name
from free_school_meals_children having count(*) > 0;

insert into person by name
select distinct on (child_ref) row_number, child_ref as local_id, 'BENEFITS' as agency_id,
    name_case(child_forename) as forename, name_case(child_surname) as surname, child_born_on as born_on, upn
from free_school_meals_children
where check_result in ('FOUND', 'MANUAL')
order by child_ref, eligible_from desc nulls last, row_number;

insert into person by name
select distinct on (parent_ref) row_number, parent_ref as local_id, 'BENEFITS' as agency_id,
    name_case(parent_forename) as forename, name_case(parent_surname) as surname, parent_born_on as born_on
from free_school_meals_children
where check_result in ('FOUND', 'MANUAL') and parent_ref is not null
order by parent_ref, eligible_from desc nulls last, row_number;

-- Parent and child gave one address on the day they applied.
insert into address by name
select row_number, unnest(list_filter([child_ref, parent_ref], lambda ref: ref is not null)) as local_id,
    address_lines(address_1, address_2) as address_text, postcode, eligible_from as as_at
from free_school_meals_children
where check_result in ('FOUND', 'MANUAL') and (address_1 is not null or postcode is not null);

-- "Parent" on the form is whoever claims the benefit: a step-father or a grandmother too. The bond stays weak.
insert into relation by name
select distinct on (parent_ref, child_ref) row_number, parent_ref as from_local_id, 'BENEFIT_UNIT' as kind,
    child_ref as to_local_id, eligible_from as valid_from, eligible_to + 1 as valid_to
from free_school_meals_children
where check_result in ('FOUND', 'MANUAL') and parent_ref is not null
order by parent_ref, child_ref, eligible_from desc nulls last, row_number;

insert into fact by name
select row_number, application_id as local_fact_id, child_ref as local_id, 'BENEFITS' as agency_id, 'FREE_MEALS' as kind,
    eligible_from as happened_on, eligible_to + 1 as ended_on, true as is_spell
from free_school_meals_children
where check_result in ('FOUND', 'MANUAL') and eligible_from is not null;
