insert into intake_delivery (run_id, delivery_id, source, file_name, sha256, as_at, rows_landed, rows_set_aside, notes)
select %(run_id)s, delivery_id, source, file_name, sha256, as_at, rows_landed, rows_set_aside, notes
from stage_delivery;

insert into intake_agencycurrency (run_id, agency_id, current_as_of)
select %(run_id)s, agency_id, current_as_of
from stage_agency;

insert into intake_peoplecount (run_id, measure, people)
select %(run_id)s, measure, people
from stage_people_count;
