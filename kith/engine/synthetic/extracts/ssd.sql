-- What the children's case system would send: children it was told of, and the mothers of those it worked with.

create or replace macro ssd_number(person_id) as
    'P' || lpad(cast((person_id * 48271 + 11) % 99999989 as varchar), 8, '0');

create or replace macro moment(day) as strftime(day, '%Y-%m-%dT00:00:00');

create or replace temp table ssd_event as
select * from truth.event where kind in ('CONTACT', 'CIN_EPISODE', 'CIN_ASSESSMENT', 'CP_PLAN');

create or replace temp table ssd_known as
with child as (
    select person_id from ssd_event
    union
    select person_id from truth.involvement where agency_id = 'COUNCIL_SC'
),
mother as (
    select relation.from_person_id as person_id
    from truth.relation join truth.person on person.person_id = relation.from_person_id and person.sex = 'F'
    where relation.kind = 'PARENT' and relation.to_person_id in (from child)
)
select person.*, ssd_number(person_id) as local_id, person_id in (from child) as is_child
from truth.person
where person_id in (from child) or person_id in (from mother);

insert into truth.record select 'ssd', local_id, person_id from ssd_known;

create or replace table extract.ssd_person as
select local_id as pers_person_id,
    case when born_on is null then 'Unborn' else written_forename(forename, known_as, person_id, 'ssd', 0.05) end as pers_forename,
    written_surname(surname, birth_surname, person_id, 'ssd', 0.06) as pers_surname, coalesce(sex, 'U') as pers_sex,
    coalesce(ethnicity, 'NOBT') as pers_ethnicity,
    moment(maybe(written_birth(born_on, person_id, 'ssd', 0.012), person_id, 'ssd birth',
        case when is_child then 0.002 else 0.08 end)) as pers_dob,
    maybe(nhs_number, person_id, 'ssd nhs', case when is_child then 0.25 else 0.7 end) as pers_common_child_id,
    moment(due_on) as pers_expected_dob, moment(died_on) as pers_death_date
from ssd_known;

create or replace table extract.ssd_family as
select 'F' || local_id || '-' || family_id as fami_table_id,
    'FAM' || lpad(cast((family_id * 7919 + 3) % 99999989 as varchar), 8, '0') as fami_family_id, local_id as fami_person_id
from ssd_known join truth.family_member using (person_id);

-- One in eight still shows the earlier home as if it were today's: nobody told the case system of the move.
create or replace temp table ssd_home as
select home.*,
    home_before.person_id is not null and home.kind <> 'REFUGE' and chance(person_id, 'ssd stale') < 0.12 as is_stale
from truth.home left join (select distinct person_id from truth.home_before) as home_before using (person_id);

create or replace table extract.ssd_address as
with held as (
    select 'A' as part, * exclude (is_stale),
        case when kind = 'REFUGE' then 'REFUGE' when kind in ('HOSTEL', 'HMO') then 'TEMP' when kind = 'CHILDRENS_HOME' then 'PLAC'
            else 'HOME' end as type,
        true as is_now
    from ssd_home where not is_stale
    union all by name
    select 'B' as part, home_before.*,
        case when is_stale then 'HOME' when home_before.kind = 'REFUGE' then 'REFUGE' else 'PREV' end as type, is_stale as is_now
    from truth.home_before join ssd_home using (person_id)
)
select held.part || ssd_known.local_id as addr_table_id,
    cast(json_object('ROOM', '', 'FLOOR', '', 'FLAT', coalesce(replace(flat, 'Flat ', ''), ''), 'BUILDING', coalesce(building, ''),
        'HOUSE', coalesce(number, ''), 'STREET', coalesce(written_street, ''), 'TOWN', coalesce(town, ''),
        'UPRN', coalesce(maybe(uprn, person_id, 'ssd uprn', 0.3), ''), 'EASTING', '', 'NORTHING', '') as varchar) as addr_address_json,
    ssd_known.local_id as addr_person_id, type as addr_address_type, moment(stay.valid_from) as addr_address_start_date,
    case when not is_now then moment(stay.valid_to) end as addr_address_end_date,
    written_postcode(postcode, person_id, 'ssd', 0.03) as addr_address_postcode
from (
    select *, case when chance(person_id, 'ssd street') < 0.04 then typo(street, person_id, 'ssd street') else street end
        as written_street
    from held) as held
join ssd_known using (person_id)
left join (
    select person_id, dwelling_id, max(valid_from) as valid_from, arg_max_null(valid_to, valid_from) as valid_to
    from truth.residence group by person_id, dwelling_id) as stay using (person_id, dwelling_id);

create or replace table extract.ssd_mother as
select 'M' || mother.local_id || '-' || child.local_id as moth_table_id, mother.local_id as moth_person_id,
    child.local_id as moth_childs_person_id
from truth.relation
join ssd_known as mother on mother.person_id = relation.from_person_id and mother.sex = 'F'
join ssd_known as child on child.person_id = relation.to_person_id and child.is_child
where relation.kind = 'PARENT';

-- code holds who made contact, detail what came of it (codes of the casework lists).
create or replace table extract.ssd_contacts as
select 'C' || event_id as cont_contact_id, ssd_number(person_id) as cont_person_id, moment(happened_on) as cont_contact_date,
    coalesce(code, '10') as cont_contact_source_code,
    cast(json_object(
        'OUTCOME_NEW_REFERRAL_FLAG', case when detail = 'REF_CSC' then 'Y' else 'N' end, 'OUTCOME_EXISTING_REFERRAL_FLAG', 'N',
        'OUTCOME_CP_ENQUIRY_FLAG', 'N', 'OUTCOME_EARLY_HELP_FLAG', case when detail = 'EH' then 'Y' else 'N' end,
        'OUTCOME_ADVICE_FLAG', case when detail = 'IAG' then 'Y' else 'N' end,
        'OUTCOME_NFA_FLAG', case when detail = 'NFA' then 'Y' else 'N' end, 'COMMENTS', '') as varchar) as cont_contact_outcome_json
from ssd_event where kind = 'CONTACT';

-- Wexmoor keeps early help in its own register, so that table of the dataset is sent empty.
create or replace table extract.ssd_early_help_episodes as
select '' as earl_episode_id, '' as earl_person_id, '' as earl_episode_start_date, '' as earl_episode_end_date where false;

create or replace temp table ssd_team as
select team, 'T' || lpad(cast(dense_rank() over (order by team) as varchar), 3, '0') as team_id
from (select distinct team from truth.worker where agency_id = 'COUNCIL_SC' and team is not null);

-- An episode's detail is the primary need, its code the reason it closed.
create or replace table extract.ssd_cin_episodes as
select 'R' || event_id as cine_referral_id, ssd_number(person_id) as cine_person_id, moment(happened_on) as cine_referral_date,
    case when regexp_full_match(detail, 'N[0-9]') then detail else 'N0' end as cine_cin_primary_need_code,
    pick(['6', '6', '2A', '3F', '3B', '1A', '5D'], event_id, 'ssd referral') as cine_referral_source_code, 'N' as cine_referral_nfa,
    case when ended_on is not null then coalesce(code, 'RC7') end as cine_close_reason,
    moment(ended_on) as cine_close_date, team_id as cine_referral_team
from ssd_event
left join truth.worker on worker.agency_id = 'COUNCIL_SC' and worker.staff_id = ssd_event.staff_id
left join ssd_team using (team)
where kind = 'CIN_EPISODE';

create or replace table extract.ssd_cin_assessments as
select 'S' || event_id as cina_assessment_id, ssd_number(person_id) as cina_person_id, moment(happened_on) as cina_assessment_start_date,
    moment(ended_on) as cina_assessment_auth_date
from ssd_event where kind = 'CIN_ASSESSMENT';

create or replace table extract.ssd_cp_plans as
select 'L' || event_id as cppl_cp_plan_id, ssd_number(person_id) as cppl_person_id, moment(happened_on) as cppl_cp_plan_start_date,
    moment(ended_on) as cppl_cp_plan_end_date,
    code as cppl_cp_plan_latest_category
from ssd_event where kind = 'CP_PLAN';

create or replace table extract.ssd_involvements as
select 'V' || row_number() over (order by involvement.person_id, involvement.valid_from, involvement.staff_id) as invo_involvements_id,
    'W' || involvement.staff_id as invo_professional_id,
    case when is_lead then 'Allocated case worker' else coalesce(role, 'Case worker') end as invo_professional_role_id,
    team_id as invo_professional_team, moment(involvement.valid_from) as invo_involvement_start_date,
    moment(involvement.valid_to) as invo_involvement_end_date, ssd_number(involvement.person_id) as invo_person_id,
    (select 'R' || max(event_id) from ssd_event
        where kind = 'CIN_EPISODE' and ssd_event.person_id = involvement.person_id
            and happened_on <= involvement.valid_from and coalesce(ended_on, date '9999-12-31') >= involvement.valid_from) as invo_referral_id
from truth.involvement
left join truth.worker using (agency_id, staff_id)
left join ssd_team using (team)
where involvement.agency_id = 'COUNCIL_SC';

create or replace table extract.ssd_professionals as
select 'W' || staff_id as prof_professional_id, staff_id as prof_staff_id, name as prof_professional_name,
    job_title as prof_professional_job_title, team as prof_professional_department
from truth.worker where agency_id = 'COUNCIL_SC';

create or replace table extract.ssd_department as
select team_id as dept_team_id, team as dept_team_name from ssd_team;

create or replace table extract.ssd_linked_identifiers as
select 'K' || local_id as link_table_id, local_id as link_person_id, 'Unique Pupil Number' as link_identifier_type,
    upn as link_identifier_value, cast(null as varchar) as link_valid_from_date
from ssd_known where upn is not null and chance(person_id, 'ssd upn') < 0.8;

drop table ssd_event;
drop table ssd_known;
drop table ssd_home;
drop table ssd_team;
