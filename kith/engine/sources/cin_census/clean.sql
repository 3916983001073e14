-- The children-in-need census: numbers and dates only. It has no names, so a child is linked by the council's own child
-- number, or by pupil number with date of birth.

insert into person by name
select row_number, la_child_id as local_id, 'COUNCIL_SC' as agency_id, born_on,
    case when born_on is null then expected_on end as due_on, died_on, sex_code(sex) as sex,
    case when ethnicity not in ('REFU', 'NOBT') then ethnicity end as ethnicity, upn
from cin_child
qualify row_number() over (partition by la_child_id order by row_number) = 1;

insert into fact by name
select row_number, concat_ws('-', 'episode', la_child_id, referred_on) as local_fact_id, la_child_id as local_id,
    'COUNCIL_SC' as agency_id, 'CIN_EPISODE' as kind, referred_on as happened_on, closed_on as ended_on, true as is_spell,
    concat_ws('. ', code_label(primary_need, getvariable('primary_need_labels')),
        code_label(close_reason, getvariable('close_reason_labels'))) as detail
from cin_details
where no_further_action is distinct from true and referred_on is not null;

-- A referral that led to nothing did not make a child "in need": it is shown as the contact it was.
insert into fact by name
select row_number, concat_ws('-', 'referral', la_child_id, referred_on) as local_fact_id, la_child_id as local_id,
    'COUNCIL_SC' as agency_id, 'CONTACT' as kind, referred_on as happened_on, false as is_spell,
    concat_ws(': ', code_label(referral_source, getvariable('referral_source_labels')),
        'referral, no further action') as detail
from cin_details
where no_further_action and referred_on is not null;

insert into fact by name
select row_number, concat_ws('-', 'assessment', la_child_id, started_on) as local_fact_id, la_child_id as local_id,
    'COUNCIL_SC' as agency_id, 'CIN_ASSESSMENT' as kind, started_on as happened_on, authorised_on as ended_on, true as is_spell
from cin_assessments
where started_on is not null;

insert into fact by name
select row_number, concat_ws('-', 'plan', la_child_id, started_on) as local_fact_id, la_child_id as local_id,
    'COUNCIL_SC' as agency_id, 'CP_PLAN' as kind, started_on as happened_on, ended_on, true as is_spell,
    code_label(category, getvariable('category_labels')) as detail
from cin_protection_plans
where started_on is not null;

insert into agency by name
select min(row_number) as row_number, 'COUNCIL_SC' as agency_id, 'C' as kind, 'Children''s social care' as name
from cin_child
having count(*) > 0;
