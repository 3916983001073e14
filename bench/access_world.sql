-- The world of bench_access.py: 66 agencies, 5,000 workers, 200,000 people in view in 50,000 families, 560,000 people out
-- of view, 1,000,000 facts, 130,000 ties, 2,640 agreements, 200,000 things said about sharing. All of it made up.
insert into intake_run (ref, state, folder, manifest_sha256, as_at, counts, matching, has_rows, refused_because, loaded_at, loaded_by, live_by, retired_by)
values ('bench', 'LIVE', '', '', '2026-11-20', '{}', '{}', true, '', now(), 'bench', '', '');
insert into agencies_agency (agency_id, kind, name)
select 'A' || n, substr('SSSSPHMCALBYRDNVE', 1 + n % 17, 1), 'Agency ' || n from generate_series(1, 66) n;
insert into agencies_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
select '', false, 'u' || n, '', '', '', false, true, now() from generate_series(1, 5000) n;
insert into agencies_worker (agency_id, staff_id, name, job_title, team, email, phone, user_id, is_shield_cleared)
select 'A' || (1 + n % 66), 's' || n, 'Worker ' || n, '', '', '', '', account.id, false
from generate_series(1, 5000) n join agencies_user account on account.username = 'u' || n;
insert into agencies_workerrole (worker_id, role, valid_from)
select id, case id % 10 when 0 then 'MANAGER' else 'LEAD_WORKER' end, '2020-01-01' from agencies_worker;
insert into people_persondetails (run_id, person_ref, forename, surname, known_as, previous_surnames, searched_name, born_on, sex, nhs_number, upn, is_shielded)
select run.id, 'P' || n, 'Name' || n % 999, 'Family' || n / 4, '', '', 'name family', date '1975-01-01' + n % 17000, 'F', '', '', false
from intake_run run, generate_series(0, 199999) n;
insert into people_familydetails (run_id, family_ref, name) select run.id, 'F' || n, 'The family ' || n from intake_run run, generate_series(0, 49999) n;
insert into people_familymember (run_id, family_ref, person_ref, role)
select run.id, 'F' || n / 4, 'P' || n, case when n % 4 < 2 then 'PARENT' else 'CHILD' end from intake_run run, generate_series(0, 199999) n;
insert into people_relation (run_id, from_person_ref, kind, to_person_ref, sources)
select run.id, 'P' || (4 * f + parent), 'PARENT', 'P' || (4 * f + child), 'bench'
from intake_run run, generate_series(0, 49999) f, generate_series(0, 1) parent, generate_series(2, 3) child;
insert into people_dwelling (run_id, dwelling_id, uprn, address_text, postcode, is_communal, is_protected)
select run.id, 'D' || n, '', n || ' Some Street', 'QX1 1AA', false, false from intake_run run, generate_series(0, 49999) n;
insert into people_residence (run_id, person_ref, dwelling_id, valid_from, sources)
select run.id, 'P' || n, 'D' || n / 4, '2018-01-01', 'bench' from intake_run run, generate_series(0, 199999) n;
insert into people_involvement (run_id, person_ref, agency_id, service, staff_id, role, is_lead, valid_from, source, category, sensitivity)
select run.id, 'P' || (n % 200000), 'A' || (1 + n * 7 % 66), 'Support', 's' || (1 + n % 5000), '', false, '2026-01-01', 'bench', 'INVOLVEMENT', 0
from intake_run run, generate_series(0, 399999) n;
insert into people_fact (run_id, fact_id, person_ref, dwelling_id, agency_id, kind, category, sensitivity, happened_on, is_spell, detail, unit, source)
select run.id, 'f' || n, case when n % 20 = 0 then '' else 'P' || (n % 200000) end, case when n % 20 = 0 then 'D' || (n % 200000) / 4 else '' end,
       'A' || (1 + n * 11 % 66), 'CONTACT', (array['SCHOOL', 'ATTENDANCE', 'HOUSING', 'POLICE', 'HEALTH', 'EARLY_HELP'])[1 + n % 6],
       1 + n % 2, date '2024-01-01' + n % 1000, false, '', '', 'bench'
from intake_run run, generate_series(0, 999999) n;
insert into people_outofview (run_id, person_ref, scheme, hash)
select run.id, 'X' || n, 'NHS_NUMBER', encode(sha256(('x' || n)::bytea), 'hex') from intake_run run, generate_series(1, 560000) n;
insert into governance_relationship (kind, agency_id, staff_id, person_ref, family_ref, how_made, made_by)
select case n % 10 when 0 then 'MANAGES' when 1 then 'LEAD' else 'TEAM' end, worker.agency_id,
       case n % 10 when 0 then '' else worker.staff_id end, 'P' || (n * 3 % 200000), 'F' || (n * 3 % 200000) / 4, 'INVOLVEMENT', 'bench'
from generate_series(0, 129999) n join agencies_worker worker on worker.staff_id = 's' || (1 + n % 5000);
insert into governance_shield (person_ref, reason, how_made, made_by, end_reason)
select 'P' || n * 97, 'PROTECTED_ADDRESS', 'RUN', 'bench', '' from generate_series(1, 2000) n;
insert into governance_agreement (ref, title, kind, state, givers, receivers, categories, purposes, max_level, basis, needs_family_agreement, valid_from, dpia_ref, document_name, document_sha256, quality_assured_by, end_reason)
select 'AG' || n, 'Agreement ' || n, 'ISP', 'SIGNED',
       array['A' || (1 + n % 66), 'A' || (1 + (n * 5) % 66), 'A' || (1 + (n * 7) % 66), 'A' || (1 + (n * 13) % 66)],
       array['A' || (1 + n / 40), 'A' || (1 + (n + 11) % 66)],
       array['IDENTITY', 'ADDRESS', 'RELATIONS', 'INVOLVEMENT', 'SCHOOL', 'ATTENDANCE', 'HOUSING', 'EARLY_HELP', 'HEALTH', 'POLICE'],
       array['EARLY_HELP_SUPPORT', 'SAFEGUARDING', 'SUPERVISION'], 3, '6(1)(e)', n % 10 = 0, '2026-01-01', '', '', '', '', ''
from generate_series(0, 2639) n;
insert into governance_sharingpreference (ref, person_ref, agreement_ref, voice, said_by_ref, answer, evidence, capacity_note, said_at, agency_id)
select 'SP' || n, 'P' || n, 'AG' || (n * 10 % 2640), 'SELF', '', 'GIVEN', '', '', now(), '' from generate_series(0, 199999) n;
