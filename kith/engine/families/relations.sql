-- The bonds that sources assert, between resolved people: one row for each pair and kind, with every source that says so.

create or replace table kin.asserted as
select a.person_ref as from_ref, relation.kind, b.person_ref as to_ref, relation.valid_from, relation.valid_to, relation.source,
    relation.kind in ('PARTNER', 'SIBLING', 'HALF_SIBLING', 'BENEFIT_UNIT', 'OTHER_RELATIVE') as both_ways
from standard.relation
join linked.record_person as a on a.record_id = from_record_id
join linked.record_person as b on b.record_id = to_record_id
where a.person_ref <> b.person_ref
    -- A bond between somebody's identities before and after would tell that they are one.
    and not exists (
        from kin.kept_apart
        where a.person_ref = one_ref and b.person_ref = other_ref or a.person_ref = other_ref and b.person_ref = one_ref);

-- Nobody is a parent, or a step-parent, of someone less than eleven years younger: two records were confused.
create or replace table kin.improbable as
select distinct from_ref, kind, to_ref from kin.asserted
join linked.person as elder on elder.person_ref = from_ref
join linked.person as younger on younger.person_ref = to_ref
where kind in ('PARENT', 'ADOPTIVE_PARENT', 'STEP_PARENT', 'GRANDPARENT') and elder.born_on + interval 11 year > younger.born_on;

insert into families.relation
select
    case when both_ways then least(from_ref, to_ref) else from_ref end as from_person_ref,
    kind,
    case when both_ways then greatest(from_ref, to_ref) else to_ref end as to_person_ref,
    min(valid_from),
    case when bool_or(valid_to is null) then null else max(valid_to) end,
    string_agg(distinct source, ',' order by source)
from kin.asserted anti join kin.improbable using (from_ref, kind, to_ref)
group by 1, 2, 3
order by 1, 2, 3;
