-- Whoever wrote a family down answers for it until a run has its people: from then on their ties are those of the run and
-- of episodes. Otherwise a family would be opened by writing its people down once more.
delete from governance_relationship tie
using intake_run run, people_persondetails taken_over
where tie.how_made = 'WRITTEN' and run.state = 'LIVE' and taken_over.run_id = run.id
  and taken_over.person_ref = tie.person_ref
