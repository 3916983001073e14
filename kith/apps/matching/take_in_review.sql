-- From the staging tables: the run's pairs and records as rows of the run; a case for each pair, once and for all.
insert into matching_reviewpair
    (run_id, pair_ref, why, veto, place, weight, person_ref_l, person_ref_r, agency_id_l, agency_id_r, shown_l, shown_r,
     evidence, records, has_child, has_plan, is_open, is_shielded)
select %(run_id)s, pair_ref, why, coalesce(veto, ''), place, weight, person_ref_l, person_ref_r, agency_id_l, agency_id_r,
       shown_l::jsonb, shown_r::jsonb, evidence::jsonb, records, has_child, has_plan, is_open, is_shielded
from stage_review;

-- One in ten is drawn, by lot alone, to be asked of two people.
insert into matching_reviewcase
    (pair_ref, record_l, record_r, person_ref_l, person_ref_r, is_sample, has_plan, asks_twice, state, answer)
select pair_ref, record_id_l, record_id_r, person_ref_l, person_ref_r, why = 'SAMPLE', has_plan, kith_asks_twice(pair_ref), 'OPEN', ''
from stage_review
on conflict (pair_ref) do update set has_plan = excluded.has_plan, is_sample = matching_reviewcase.is_sample or excluded.is_sample
where matching_reviewcase.state = 'OPEN';

insert into matching_personrecord (run_id, person_ref, record, agency_id, forename, surname, born_on)
select %(run_id)s, person_ref, record_id, agency_id, coalesce(forename, ''), coalesce(surname, ''), born_on
from stage_record;

-- What workers doubt goes on being asked of whoever the records are of in this run.
select kith_ask_of_doubts(%(run_id)s);
