-- The children's case system: the council's own records of children it was told of, and of their mothers.

-- The pupil number lives in a table of its own; where there are several, the newest counts.
-- An unborn child is called "Unborn" until there is a name.
insert into person by name
select ssd_person.row_number, ssd_person.person_id as local_id, 'COUNCIL_SC' as agency_id,
    case when lower(forename) not in ('unborn', 'baby', 'unknown', 'not known') then name_case(forename) end as forename,
    name_case(surname) as surname, born_on, case when born_on is null then expected_on end as due_on, died_on,
    sex_code(sex) as sex, case when ethnicity not in ('REFU', 'NOBT') then ethnicity end as ethnicity, nhs_number, pupil.upn
from ssd_person left join (
    select person_id, max_by(upper(identifier_value), coalesce(valid_from, date '1900-01-01')) as upn
    from ssd_linked_identifiers where identifier_type = 'Unique Pupil Number'
    group by person_id
) as pupil using (person_id);

-- The address is one JSON text. A refuge, or an address marked confidential, must not be found.
insert into address by name
select row_number, person_id as local_id, nullif(line->>'UPRN', '') as uprn,
    address_lines('Flat ' || nullif(line->>'FLAT', ''), line->>'BUILDING',
        concat_ws(' ', nullif(line->>'HOUSE', ''), nullif(line->>'STREET', '')), line->>'TOWN') as address_text,
    postcode, started_on as valid_from, ended_on as valid_to, getvariable('as_at') as as_at,
    coalesce(address_type in ('REFUGE', 'CONF'), false) as is_protected
from (select *, try_cast(address_json as json) as line from ssd_address);

insert into relation by name
select row_number, mother_id as from_local_id, 'PARENT' as kind, child_id as to_local_id
from ssd_mother;

-- A shared family number says that two people belong together, not how: weak evidence, unless one is the other's mother.
insert into relation by name
select one.row_number, one.person_id as from_local_id, 'OTHER_RELATIVE' as kind, other.person_id as to_local_id
from ssd_family as one join ssd_family as other
    on one.family_id = other.family_id and one.person_id < other.person_id
anti join (
    select mother_id, child_id from ssd_mother union select child_id, mother_id from ssd_mother
) as mother on mother_id = one.person_id and child_id = other.person_id;

-- A worker holds a child: the worker leads when the role says "Allocated".
insert into involvement by name
select ssd_involvements.row_number, person_id as local_id, 'COUNCIL_SC' as agency_id,
    coalesce(team_name, 'Children''s social care') as service, staff_id, role,
    coalesce(role ilike 'allocated%', false) as is_lead, started_on as valid_from, ended_on as valid_to
from ssd_involvements left join ssd_professionals using (professional_id) left join ssd_department using (team_id);

-- A child in need whom no worker holds yet is still known to a team.
insert into involvement by name
select ssd_cin_episodes.row_number, person_id as local_id, 'COUNCIL_SC' as agency_id,
    coalesce(team_name, 'Children''s social care') as service, false as is_lead,
    referred_on as valid_from, closed_on as valid_to
from ssd_cin_episodes left join ssd_department using (team_id)
where no_further_action is distinct from true
    and not exists (from ssd_involvements where ssd_involvements.referral_id = ssd_cin_episodes.referral_id);

-- COMMENTS in the outcome is free text about people and is never read.
insert into fact by name
select row_number, 'contact-' || contact_id as local_fact_id, person_id as local_id, 'COUNCIL_SC' as agency_id,
    'CONTACT' as kind, contact_on as happened_on, false as is_spell,
    concat_ws(': ', code_label(contact_source, getvariable('contact_source_labels')), case
        when outcome->>'OUTCOME_NEW_REFERRAL_FLAG' = 'Y' then 'became a referral'
        when outcome->>'OUTCOME_EXISTING_REFERRAL_FLAG' = 'Y' then 'added to open work'
        when outcome->>'OUTCOME_EARLY_HELP_FLAG' = 'Y' then 'passed to early help'
        when outcome->>'OUTCOME_ADVICE_FLAG' = 'Y' then 'advice given'
        when outcome->>'OUTCOME_NFA_FLAG' = 'Y' then 'no further action'
        else 'another outcome' end) as detail
from (select *, try_cast(outcome_json as json) as outcome from ssd_contacts);

insert into fact by name
select row_number, 'early-help-' || episode_id as local_fact_id, person_id as local_id, 'COUNCIL_EH' as agency_id,
    'EARLY_HELP_EPISODE' as kind, started_on as happened_on, ended_on, true as is_spell
from ssd_early_help_episodes;

insert into fact by name
select row_number, 'episode-' || referral_id as local_fact_id, person_id as local_id, 'COUNCIL_SC' as agency_id,
    'CIN_EPISODE' as kind, referred_on as happened_on, closed_on as ended_on, true as is_spell,
    concat_ws('. ', code_label(primary_need, getvariable('primary_need_labels')),
        code_label(close_reason, getvariable('close_reason_labels'))) as detail
from ssd_cin_episodes
where no_further_action is distinct from true;

-- A referral that led to nothing did not make a child "in need": it is shown as the contact it was.
insert into fact by name
select row_number, 'referral-' || referral_id as local_fact_id, person_id as local_id, 'COUNCIL_SC' as agency_id,
    'CONTACT' as kind, referred_on as happened_on, false as is_spell,
    concat_ws(': ', code_label(referral_source, getvariable('referral_source_labels')),
        'referral, no further action') as detail
from ssd_cin_episodes
where no_further_action;

insert into fact by name
select row_number, 'assessment-' || assessment_id as local_fact_id, person_id as local_id, 'COUNCIL_SC' as agency_id,
    'CIN_ASSESSMENT' as kind, started_on as happened_on, authorised_on as ended_on, true as is_spell
from ssd_cin_assessments;

insert into fact by name
select row_number, 'plan-' || plan_id as local_fact_id, person_id as local_id, 'COUNCIL_SC' as agency_id,
    'CP_PLAN' as kind, started_on as happened_on, ended_on, true as is_spell,
    code_label(category, getvariable('category_labels')) as detail
from ssd_cp_plans;

insert into agency by name
select min(row_number) as row_number, 'COUNCIL_SC' as agency_id, 'C' as kind, 'Children''s social care' as name
from ssd_person
having count(*) > 0;

-- The case system's early help episodes belong to the early help service.
insert into agency by name
select min(row_number) as row_number, 'COUNCIL_EH' as agency_id, 'E' as kind, 'Early help service' as name
from ssd_early_help_episodes
having count(*) > 0;

insert into worker by name
select row_number, 'COUNCIL_SC' as agency_id, staff_id, name, job_title, department as team
from ssd_professionals
qualify row_number() over (partition by staff_id order by row_number desc) = 1;
