-- So many agencies know a fact of these kinds, about the person or, for a question about families, about their family.
-- Each of those agencies answers yes about each person of whom it knows one.
insert into questions.flag
with meant as (
    select distinct person_ref, agency_id, category, sensitivity
    from questions.known join questions.fact_kind using (kind)
    where list_contains($kinds, kind) and happened_on <= $as_at
        and ($within_months is null
            or coalesce(ended_on, case when is_spell then $as_at + 1 else happened_on + 1 end) > $as_at - to_months($within_months))
),
gathered as (
    select meant.*, case when $whole_family then coalesce(family_ref, person_ref) else person_ref end as of_whom
    from meant left join families.family_member using (person_ref)
),
enough as (
    select of_whom from gathered group by of_whom having count(distinct agency_id) >= $at_least
)
select distinct person_ref, agency_id, $question, gathered.category, sensitivity, as_at
from gathered semi join enough using (of_whom) join questions.agency using (agency_id);
