-- The agency works with the person, or did within so many months. To say so is information of what the agency is for.
insert into questions.flag
select distinct person_ref, agency_id, $question, category, sensitivity, as_at
from questions.work join questions.agency using (agency_id) join questions.label using (category)
where valid_from <= $as_at
    and (valid_to is null or valid_to > $as_at - to_months($within_months))
    and ($lead is null or is_lead = $lead)
    and (len($agency_kinds) = 0 or list_contains($agency_kinds, agency.kind));
