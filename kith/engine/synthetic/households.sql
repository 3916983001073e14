-- work.household: what kind of household each dwelling would hold, what pool its names come from, how many children.
-- Shares of kinds follow the 2021 census of England loosely; `poor` runs from 0 (decile 10) to 1 (decile 1).

create or replace table work.ward_names as
select ward_no, power(chance(ward_no, 'mixed ward'), 1.6) as mixed,
    pick(getvariable('other_names'), ward_no, 'first names') as first_names,
    pick(getvariable('other_names'), ward_no, 'second names') as second_names
from (select distinct ward_no from work.dwelling);

create or replace macro names_of(mixed, first_names, second_names, id, salt) as
    case
        when chance(id, salt) < 0.95 - 0.5 * mixed then 'BRITISH'
        when chance(id, salt || ':local') < 0.35 then first_names
        when chance(id, salt || ':local') < 0.55 then second_names
        else pick(getvariable('other_names'), id, salt || ':other')
    end;

create or replace table work.household as
with base as (
    select dwelling.*, dwelling_id as household_id, (10 - decile) / 9 as poor, chance(dwelling_id, 'household') as t,
        mixed, first_names, second_names
    from work.dwelling dwelling join work.ward_names using (ward_no)
), typed as (
    select *, case
        when t < 0.03 + 0.09 * poor then 'LONE'
        when t < 0.235 + 0.05 * poor then 'COUPLE_CHILDREN'
        when t < 0.315 + 0.05 * poor then 'GROWN_CHILDREN'
        when t < 0.325 + 0.06 * poor then 'EXTENDED'
        when t < 0.33 + 0.08 * poor and flat is null then 'HMO'
        when t < 0.47 + 0.08 * poor then 'OLD_ALONE'
        when t < 0.605 + 0.03 * poor then 'OLD_COUPLE'
        when t < 0.81 - 0.04 * poor then 'COUPLE'
        else 'ALONE'
    end as kind
    from base
), drawn as (
    select *, kind in ('LONE', 'COUPLE_CHILDREN', 'GROWN_CHILDREN', 'EXTENDED') as has_children,
        names_of(mixed, first_names, second_names, household_id, 'names') as names,
        case
            when chance(household_id, 'children') < 0.30 then 1
            when chance(household_id, 'children') < 0.72 then 2
            when chance(household_id, 'children') < 0.89 then 3
            when chance(household_id, 'children') < 0.96 then 4
            else whole_between(5, 7, household_id, 'many children')
        end as children_wanted,
        between_numbers(1.6, 4.2, household_id, 'gap') as gap,
        case kind
            when 'GROWN_CHILDREN' then between_numbers(18.2, 28, household_id, 'eldest')
            when 'EXTENDED' then between_numbers(0.5, 17.9, household_id, 'eldest')
            else between_numbers(-0.6, 17.95, household_id, 'eldest')
        end as eldest_age,
        case when chance(household_id, 'twins') < 0.03 then whole_between(2, 3, household_id, 'which twins') else 99 end as twin_nth,
        kind = 'COUPLE_CHILDREN' and chance(household_id, 'step') < 0.10 + 0.12 * poor as is_step,
        kind = 'LONE' and chance(household_id, 'father heads') < 0.1 as is_father_headed,
        chance(household_id, 'married') as marriage
    from typed
)
select *,
    case when chance(household_id, 'mixed couple') < 0.92 then names
        else names_of(mixed, first_names, second_names, household_id, 'partner names') end as partner_names,
    case when is_step then whole_between(1, children_wanted, household_id, 'split')
        when kind = 'LONE' and children_wanted > 1 and chance(household_id, 'two fathers') < 0.25
            then whole_between(1, children_wanted - 1, household_id, 'split')
        else 99 end as split_after,
    greatest(16.3, least(29 - 4 * poor + 5.2 * normal(household_id, 'first birth'), 44 - (children_wanted - 1) * gap)) as first_birth_age
from drawn;

-- Children, each with the one of the two fathers (or mothers) that the household knows: 2 at home, 11 and 12 elsewhere.
create or replace table work.child as
with numbered as (
    select household.*, unnest(range(1, children_wanted + 1)) as nth from work.household household where has_children
), grouped as (
    select *, nth - cast(nth >= twin_nth as integer) as birth_nth from numbered
), aged as (
    select *, eldest_age - (birth_nth - 1) * gap
        - case when birth_nth > 1 then 0.6 * chance(household_id * 10 + birth_nth, 'jitter') else 0 end as age
    from grouped
), dated as (
    select *, getvariable('as_at') - cast(round(age * 365.25) as integer) as arrives_on from aged
    where age > -0.6 and (nth = 1 or age < 19 or chance(household_id * 10 + nth, 'stays') < 0.5)
)
select household_id, household_id * 100 + 20 + nth as person_id, nth, birth_nth, arrives_on,
    case when arrives_on <= getvariable('as_at') then arrives_on end as born_on,
    case when arrives_on > getvariable('as_at') then arrives_on end as due_on,
    case when chance(household_id * 10 + nth, 'sex') < 0.512 then 'M' else 'F' end as sex,
    case
        when is_step and birth_nth <= split_after then 11
        when kind = 'LONE' and birth_nth <= split_after then 11
        when kind = 'LONE' then 12
        else 2
    end as other_parent
from dated;
