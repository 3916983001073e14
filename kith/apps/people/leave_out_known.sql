-- Of what was staged about one more person and their family, leaves what the run does not hold yet: a member may be in view
-- already, through another family. Then take_in_run takes the rest in as it does everybody's.
delete from stage_fact staged using people_fact known
where known.run_id = %(run_id)s and known.fact_id = staged.fact_id
  and known.person_ref = coalesce(staged.person_ref, '');

delete from stage_involvement staged using people_persondetails known
where known.run_id = %(run_id)s and known.person_ref = staged.person_ref;

delete from stage_residence staged using people_persondetails known
where known.run_id = %(run_id)s and known.person_ref = staged.person_ref;

delete from stage_dwelling staged using people_dwelling known
where known.run_id = %(run_id)s and known.dwelling_id = staged.dwelling_id;

delete from stage_relation staged using people_relation known
where known.run_id = %(run_id)s and known.from_person_ref = staged.from_person_ref and known.kind = staged.kind
  and known.to_person_ref = staged.to_person_ref;

delete from stage_family_member staged using people_familymember known
where known.run_id = %(run_id)s and known.family_ref = staged.family_ref and known.person_ref = staged.person_ref;

delete from stage_family staged using people_familydetails known
where known.run_id = %(run_id)s and known.family_ref = staged.family_ref;

delete from stage_person staged using people_persondetails known
where known.run_id = %(run_id)s and known.person_ref = staged.person_ref;

-- They are found by name from now on.
delete from people_outofview hidden using stage_person staged
where hidden.run_id = %(run_id)s and hidden.person_ref = staged.person_ref;
