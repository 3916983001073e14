-- A retired run's pairs and records go, and with them every case that nobody has answered and no other run asks.
delete from matching_reviewpair where run_id = %(run_id)s;

delete from matching_personrecord where run_id = %(run_id)s;

delete from matching_reviewcase asked
where state = 'OPEN' and not exists (select from matching_reviewpair pair where pair.pair_ref = asked.pair_ref)
  and not exists (select from matching_reviewdecision said where said.case_id = asked.id)
  and not exists (select from matching_evidenceseen seen where seen.case_id = asked.id);
