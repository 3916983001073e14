-- From the staging tables into this room's, as rows of one run. Person and Family only ever gain references.
insert into people_person (ref) select person_ref from stage_person on conflict do nothing;

insert into people_family (ref) select family_ref from stage_family on conflict do nothing;

insert into people_persondetails
    (run_id, person_ref, forename, surname, known_as, previous_surnames, searched_name, born_on, due_on, died_on, sex,
     nhs_number, upn, is_shielded)
select %(run_id)s, person_ref, coalesce(forename, ''), coalesce(surname, ''), coalesce(known_as, ''),
       coalesce(previous_surnames, ''),
       trim(regexp_replace(
           regexp_replace(
               unaccent(lower(concat_ws(' ', forename, known_as, surname, previous_surnames))), '[''’]', '', 'g'),
           '[^[:alpha:]]+', ' ', 'g')),
       born_on, due_on, died_on, coalesce(sex, ''), coalesce(nhs_number, ''), coalesce(upn, ''), is_shielded
from stage_person;

insert into people_familydetails (run_id, family_ref, name) select %(run_id)s, family_ref, name from stage_family;

insert into people_familymember (run_id, family_ref, person_ref, role)
select %(run_id)s, family_ref, person_ref, role from stage_family_member;

insert into people_relation (run_id, from_person_ref, kind, to_person_ref, valid_from, valid_to, sources)
select %(run_id)s, from_person_ref, kind, to_person_ref, valid_from, valid_to, sources from stage_relation;

insert into people_dwelling
    (run_id, dwelling_id, uprn, address_text, postcode, is_communal, is_protected, household_status)
select %(run_id)s, dwelling_id, coalesce(uprn, ''), coalesce(address_text, ''), coalesce(postcode, ''), is_communal,
       is_protected, coalesce(household_status, '')
from stage_dwelling;

insert into people_residence (run_id, person_ref, dwelling_id, valid_from, valid_to, sources, last_seen_on, records)
select %(run_id)s, person_ref, dwelling_id, valid_from, valid_to, sources, last_seen_on, coalesce(records, '')
from stage_residence;

insert into people_involvement
    (run_id, person_ref, agency_id, service, staff_id, role, is_lead, valid_from, valid_to, last_contact_on, category,
     sensitivity, source, records)
select %(run_id)s, person_ref, agency_id, coalesce(service, ''), coalesce(staff_id, ''), coalesce(role, ''), is_lead,
       valid_from, valid_to, last_contact_on, coalesce(tells.category, 'INVOLVEMENT'), coalesce(tells.sensitivity, 0),
       source, coalesce(records, '')
from stage_involvement
left join agencies_agency agency using (agency_id)
left join jsonb_to_recordset(%(telling)s::jsonb) as tells (kind text, category text, sensitivity integer)
    on tells.kind = agency.kind;

insert into people_fact
    (run_id, fact_id, person_ref, dwelling_id, agency_id, kind, category, sensitivity, happened_on, ended_on, is_spell,
     detail, amount, unit, source, record)
select %(run_id)s, fact_id, coalesce(person_ref, ''), coalesce(dwelling_id, ''), agency_id, kind, category, sensitivity,
       happened_on, ended_on, is_spell, coalesce(detail, ''), amount, coalesce(unit, ''), source, coalesce(record_id, '')
from stage_fact;

insert into people_outofview (run_id, person_ref, scheme, hash)
select %(run_id)s, person_ref, scheme, hash from stage_out_of_view;

insert into people_flag (run_id, person_ref, agency_id, question, category, sensitivity, as_at)
select %(run_id)s, person_ref, agency_id, question, category, sensitivity, as_at from stage_flag;
