-- What is improbable about the people at each dwelling, by the codes of vocabulary/codes/household_statuses.py.

insert into families.household_status
with listed as (
    select dwelling_id, any_value(listed.kind) as kind
    from families.dwelling join standard.listed on 'uprn:' || listed.uprn = dwelling_id
    group by all having count(distinct listed.kind) = 1
),
person as (
    select here.dwelling_id, here.person_ref, stay.valid_from, stay.newest_on,
        linked.born_on + interval 18 year <= $as_at as is_grown,
        linked.born_on + interval 16 year > $as_at as is_under_16,
        -- Somebody who was held to live elsewhere, and left there, after whatever says that they live here.
        exists (
            from kin.stay as other
            where other.person_ref = here.person_ref and other.dwelling_id <> here.dwelling_id
                and other.valid_from > coalesce(stay.newest_on, stay.valid_from)
                -- What is recorded of a refuge changes nothing about the home that somebody fled.
                and other.dwelling_id not in (from kin.protected)) as is_contradicted
    from kin.here as here
    join linked.person as linked using (person_ref)
    join kin.stay as stay on stay.person_ref = here.person_ref and stay.dwelling_id = here.dwelling_id
),
counted as (
    select dwelling_id, count(*) as people, count(*) filter (is_grown) as adults,
        count(*) filter (is_under_16) as under_16, count(is_grown) as aged, bool_or(is_contradicted) as is_contradicted,
        if(count(valid_from) = count(*), max(valid_from), null) as valid_from
    from person group by dwelling_id
)
select dwelling_id,
    case
        when dwelling.is_communal or listed.kind = 'COMMUNAL' then 'COMMUNAL'
        when listed.kind in ('COMMERCIAL', 'OTHER') then 'NOT_RESIDENTIAL'
        when people > 10 then 'MORE_THAN_TEN'
        -- Somebody whose age nobody knows may be grown up.
        when people = 1 and aged = 1 and adults = 0 then 'CHILD_ALONE'
        when aged = people and under_16 = people then 'UNDER_16_ONLY'
        when aged = people and adults = 0 then 'NO_ADULT'
        when counted.is_contradicted then 'DATES_CONTRADICT'
        else 'PROBABLE' end as status,
    people, adults, counted.valid_from
from counted join families.dwelling as dwelling using (dwelling_id) left join listed using (dwelling_id)
where not dwelling.is_protected
order by dwelling_id;
