-- The world of bench_casework.py: {families} families of four in view, {episodes} of them with an open episode and 400
-- with one that has ended, 66 agencies, 90 workers of two councils' rooms, 600 contacts. All of it made up.
insert into intake_run (ref, state, folder, manifest_sha256, as_at, counts, arrivals, difference, matching, has_rows, refused_because, loaded_at, loaded_by, live_by, retired_by)
values ('bench', 'LIVE', '', '', '2026-11-20', '{{}}', '{{}}', '{{}}', '{{}}', true, '', now(), 'bench', '', '');
insert into agencies_agency (agency_id, kind, name)
select 'A' || n, substr('ECSSSPHMLVYRDNSSS', 1 + (n - 1) % 17, 1), 'Agency ' || n from generate_series(1, 66) n;
insert into agencies_worker (agency_id, staff_id, name, job_title, team, email, phone, is_shield_cleared)
select case when n <= 76 then 'A1' else 'A2' end, 's' || n, 'Worker ' || n, '', '', '', '', false
from generate_series(1, 90) n;
insert into people_persondetails (run_id, person_ref, forename, surname, known_as, previous_surnames, searched_name, born_on, sex, nhs_number, upn, is_shielded)
select run.id, 'P' || n, 'Name' || n % 999, 'Family' || n / 4, '', '', 'name family', case when n % 4 < 2 then date '1985-01-01' else date '2014-01-01' end + n % 900, 'F', '', '', false
from intake_run run, generate_series(0, {families} * 4 - 1) n;
insert into people_familydetails (run_id, family_ref, name) select run.id, 'F' || n, 'The family ' || n from intake_run run, generate_series(0, {families} - 1) n;
insert into people_familymember (run_id, family_ref, person_ref, role)
select run.id, 'F' || n / 4, 'P' || n, case when n % 4 < 2 then 'PARENT' else 'CHILD' end from intake_run run, generate_series(0, {families} * 4 - 1) n;
insert into people_dwelling (run_id, dwelling_id, uprn, address_text, postcode, is_communal, is_protected)
select run.id, 'D' || n, '', n || ' Some Street', 'QX1 1AA', false, false from intake_run run, generate_series(0, {families} - 1) n;
insert into people_residence (run_id, person_ref, dwelling_id, valid_from, sources)
select run.id, 'P' || n, 'D' || n / 4, '2018-01-01', 'bench' from intake_run run, generate_series(0, {families} * 4 - 1) n;
insert into people_fact (run_id, fact_id, person_ref, dwelling_id, agency_id, kind, category, sensitivity, happened_on, is_spell, detail, unit, source)
select run.id, 'f' || n, 'P' || n % ({families} * 4), '', 'A' || (1 + n * 11 % 66), 'CONTACT', (array['SCHOOL', 'ATTENDANCE', 'HOUSING', 'POLICE', 'HEALTH', 'EARLY_HELP'])[1 + n % 6],
       1 + n % 2, date '2024-01-01' + n % 1000, false, '', '', 'bench'
from intake_run run, generate_series(0, {families} * 20 - 1) n;
insert into governance_agreement (ref, title, kind, state, givers, receivers, categories, purposes, max_level, basis, needs_family_agreement, valid_from, dpia_ref, document_name, document_sha256, quality_assured_by, end_reason)
select 'AG' || n, 'Agreement ' || n, 'ISP', 'SIGNED', array['A' || (1 + n % 66), 'A' || (1 + (n * 5) % 66)], array['A1', 'A2'],
       array['IDENTITY', 'ADDRESS', 'RELATIONS', 'INVOLVEMENT', 'SCHOOL', 'ATTENDANCE', 'HOUSING', 'EARLY_HELP', 'HEALTH', 'POLICE', 'SOCIAL_CARE'],
       array['EARLY_HELP_SUPPORT', 'SAFEGUARDING', 'SUPERVISION', 'TRIAGE'], 3, '6(1)(e)', false, '2026-01-01', '', '', '', '', ''
from generate_series(0, 199) n;
insert into casework_episode (ref, family_ref, agency_id, team, opened_from, contact_ref, reason_code, reason, tags, previous_ref, started_on, opened_at, opened_by, hold_reason, end_reason, end_note, ended_on, ended_by)
select 'EP-' || n, 'F' || n, 'A1', '', 'BY_HAND', '', 'SF0' || (1 + n % 9), 'School again', '{{}}', '', date '2026-11-20' - (5 + n * 7 % 400), now(), 1, '',
       case when n >= {episodes} then 'MET' else '' end, '', case when n >= {episodes} then date '2026-11-20' - n % 5 end, case when n >= {episodes} then 1 end
from generate_series(0, {episodes} + 399) n;
insert into casework_episodeperson (episode_id, person_ref, role, why, valid_from, added_by)
select episode.id, 'P' || (substr(episode.family_ref, 2)::integer * 4 + member), case when member < 2 then 'ADULT' else 'CHILD' end, '', episode.started_on, 1
from casework_episode episode, generate_series(0, 3) member;
insert into casework_levelspell (episode_id, person_ref, level, valid_from, valid_to, reason, decision_ref, changed_by, changed_at)
select id, '', (array['2', '3', '3S', '4'])[1 + id % 4], started_on, ended_on, '', '', 1, now() from casework_episode;
insert into casework_leadspell (episode_id, role, agency_id, staff_id, valid_from, valid_to, change_reason, family_choice, named_by, named_at)
select id, 'LEAD', 'A1', 's' || (1 + id % 70), started_on, ended_on, 'FCONTA', 'AGREED', 1, now() from casework_episode;
insert into casework_teammember (episode_id, role, agency_id, staff_id, person_ref, name, valid_from, added_by)
select id, 'KEY_WORKER', 'A1', 's' || (1 + (id + 7) % 70), '', '', started_on, 1 from casework_episode where ended_on is null;
insert into casework_supervision (episode_id, agency_id, staff_id, held_on, text, written_by, written_at)
select id, 'A1', 's' || (1 + id % 70), date '2026-11-20' - (id * 3 % 60)::integer, 'Going well.', 1, now() from casework_episode where id % 3 > 0 and ended_on is null;
insert into casework_managementdecision (ref, episode_id, kind, person_ref, to_level, what, asked_by, asked_at, outcome, comment)
select 'MD-' || id, id, 'OTHER', '', '', 'May we?', 1, now(), '', '' from casework_episode where id % 50 = 0 and ended_on is null;
insert into governance_relationship (kind, agency_id, staff_id, person_ref, family_ref, how_made, made_by, about_ref, valid_from)
select tie.kind, 'A1', tie.staff, one.person_ref, episode.family_ref, 'EPISODE', 'bench', episode.ref, episode.started_on
from casework_episode episode join casework_episodeperson one on one.episode_id = episode.id
cross join lateral (
    values ('MANAGES', ''), ('LEAD', 's' || (1 + episode.id % 70)), ('TEAM', 's' || (1 + (episode.id + 7) % 70))
) as tie (kind, staff)
where episode.ended_on is null;
insert into frontdoor_contact (id, ref, received_at, written_at, written_by, channel, source_code, told_by_name, told_by_agency, told_by_phone, reasons, urgency, due_at, due_rule, due_version, family_told, family_told_note, agreed, safe_to_contact, is_restricted, state, taken_by, looked_before_note, partners_note, reopened_why, feedback_due_at, closed_at)
select gen_random_uuid(), 'CT-BENCH' || n, now() - n * interval '7 hours', now(), 1, 'PHONE', '2A', 'Head', 'School', '', '{{}}', (array['RED', 'AMBER', 'GREEN'])[1 + n % 3],
       now() + (n % 40 - 5) * interval '1 hour', 'contact_decision', '1', 'YES', '', 'YES', '', false, case when n < 60 then 'SCREENING' when n < 80 then 'DECIDED' else 'CLOSED' end,
       null, '', '', '', now() + interval '1 day', case when n >= 80 then now() - n * interval '6 hours' end
from generate_series(0, 599) n;
insert into frontdoor_contactperson (id, contact_id, number, role, forename, surname, born_on, born_said, relation, address, postcode, nhs_number, upn, needs, person_ref, family_ref, not_found_why, left_out_why)
select gen_random_uuid(), contact.id, child, 'CHILD', 'Name', 'Family', '2014-01-01', '', '', '', '', '', '', '',
       'P' || (substr(contact.ref, 9)::integer * 4 + child), 'F' || substr(contact.ref, 9), '', ''
from frontdoor_contact contact, generate_series(2, 3) child;
insert into frontdoor_said (id, contact_id, words, written_by, at)
select gen_random_uuid(), id, 'They came in without lunch three days running.', 1, received_at from frontdoor_contact;
insert into frontdoor_decision (id, contact_id, number, outcome, reason, to_agency_id, to_team, level, decided_by, decided_at, due_at)
select gen_random_uuid(), id, 1, (array['IAG', 'EH', 'NFA', 'REF_CSC'])[1 + substr(ref, 9)::integer % 4], 'As they asked.', '', '', '', 1, received_at + interval '5 hours', due_at
from frontdoor_contact where state in ('DECIDED', 'CLOSED');
