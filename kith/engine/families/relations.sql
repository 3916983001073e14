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

-- What workers said on a family's page: a bond that no agency tells, one that is wrong, one that has ended.
create or replace macro same_bond(said_from, said_to, from_ref, to_ref, both_ways) as
    said_from = from_ref and said_to = to_ref or both_ways and said_from = to_ref and said_to = from_ref;

insert into kin.asserted
select from_ref, kind, to_ref, said_on, null, 'PEOPLE',
    kind in ('PARTNER', 'SIBLING', 'HALF_SIBLING', 'BENEFIT_UNIT', 'OTHER_RELATIVE')
from kin.said
where decision = 'MISSING' and from_ref <> to_ref
    and not exists (
        from kin.kept_apart
        where from_ref = one_ref and to_ref = other_ref or from_ref = other_ref and to_ref = one_ref);

delete from kin.asserted where exists (
    from kin.said
    where decision = 'WRONG' and said.kind = asserted.kind
        and same_bond(said.from_ref, said.to_ref, asserted.from_ref, asserted.to_ref, both_ways));

update kin.asserted set valid_to = least(coalesce(asserted.valid_to, said_on), said_on)
from kin.said
where decision = 'ENDED' and said.kind = asserted.kind
    and same_bond(said.from_ref, said.to_ref, asserted.from_ref, asserted.to_ref, both_ways);

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
    string_agg(distinct source, ',' order by source),
    if(kind in ('FOSTER_CARER', 'OTHER_RELATIVE', 'BENEFIT_UNIT', 'CONTACT'), 'WEAK', 'STRONG'),
    count(distinct source)
from kin.asserted anti join kin.improbable using (from_ref, kind, to_ref)
group by 1, 2, 3
order by 1, 2, 3;
