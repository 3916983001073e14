-- The agency knows so many facts of these kinds about the person. 0 months: spells that hold on the day.
insert into questions.flag
with meant as (
    select person_ref, agency_id, category, sensitivity
    from questions.known join questions.fact_kind using (kind)
    where list_contains($kinds, kind) and happened_on <= $as_at
        and ($within_months is null
            or coalesce(ended_on, case when is_spell then $as_at + 1 else happened_on + 1 end) > $as_at - to_months($within_months))
        and ($amount_below is null or amount < $amount_below)
        and ($amount_above is null or amount > $amount_above)
        and ($open is null or (is_spell and coalesce(ended_on > $as_at, true)) = $open)
        and (len($details) = 0 or list_contains($details, detail))
)
select person_ref, agency_id, $question, meant.category, any_value(sensitivity), any_value(as_at)
from meant join questions.agency using (agency_id)
group by person_ref, agency_id, meant.category
-- Counted over all the kinds that the rule names, though each category is told apart.
qualify sum(count(*)) over (partition by person_ref, agency_id) >= $at_least;
