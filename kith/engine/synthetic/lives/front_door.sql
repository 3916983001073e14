-- Contacts with the front door and what came of them: referrals, assessments, children in need, enquiries, plans.
-- Published facts: 2,501 contacts per 10,000 children a year; 22% become referrals, 14% early help, 30% advice, 23% nothing,
-- 11% other (ADCS 2023-24). Of referrals about a third lead to an enquiry and a tenth to a plan (DfE 2023-24).

create or replace table work.minor as
select need.family_id, need.need, person_id, born_on, need.household_id
from work.need need join work.person person using (household_id)
where other_parent is not null and born_on is not null;

-- Contacts are shared out by need and scaled so that the whole comes to the published rate.
create or replace table work.contact as
with weighed as (
    select need.family_id, need.need, by_need(need.need, 0.035, 0.45, 1.5, 3.4) * exp(0.25 * need_score - 0.25) as weight,
        -- Years of childhood within the six years of history.
        sum(greatest(0, least(getvariable('as_at'), cast(born_on + interval 18 year as date)) - greatest(history_began(), born_on))) / 365.25 as child_years
    from work.need need join work.minor minor using (family_id) group by need.family_id, need.need, need_score
), scaled as (
    select *, 6 * weight * 0.2501 * (select sum(child_years) from weighed) / (0.85 * sum(weight * child_years) over ()) as expected
    from weighed
), dated as (
    select family_id, need, unnest(range(how_many(expected, family_id, 'contacts'))) as nth from scaled
)
select family_id, need, family_id * 100 + nth as contact_id, some_day(family_id * 100 + nth, 'contact') as happened_on from dated;

create or replace table work.contact_child as
select contact.*, person_id, born_on
from work.contact contact join work.minor minor using (family_id)
where happened_on >= born_on and happened_on < born_on + interval 18 year
    and (chance(contact_id * 7 + person_id, 'in contact') < 0.8
        or person_id = (select min(m.person_id) from work.minor m where m.family_id = contact.family_id and m.born_on <= happened_on));

create or replace table work.contact_outcome as
with sized as (
    select contact_id, family_id, need, happened_on, count(*) as children from work.contact_child group by all
), ranked as (
    select *, (sum(children) over (order by chance(contact_id, 'outcome') - 0.08 * need, contact_id) - children / 2)
        / sum(children) over () as rank
    from sized
), decided as (
    select *, case when rank < 0.22 then 'REF_CSC' when rank < 0.36 then 'EH'
        when chance(contact_id, 'other outcome') < 0.47 then 'IAG' when chance(contact_id, 'other outcome') < 0.83 then 'NFA' else 'OTH' end as outcome
    from ranked
)
select *, case
        when chance(contact_id, 'source') < 0.32 then '6'
        when chance(contact_id, 'source') < 0.49 then pick(['3A', '3B', '3B', '3C', '3D', '3E', '3F'], contact_id, 'health source')
        when chance(contact_id, 'source') < 0.65 then pick(['2A', '2A', '2A', '2A', '2B'], contact_id, 'school source')
        when chance(contact_id, 'source') < 0.74 then '1A'
        else pick(['1B', '1C', '1D', '4', '5A', '5B', '5C', '5D', '7', '8', '9', '10'], contact_id, 'other source') end as source
from decided;

insert into work.event
select 'contact ' || contact_id, child.family_id, person_id, null, 'COUNCIL_SC', staff_id, 'CONTACT', child.happened_on, null, source, outcome, null, null
from work.contact_child child join work.contact_outcome outcome using (contact_id)
    join (select staff_id, row_number() over (order by staff_id) - 1 as nth, count(*) over () as of
        from truth.worker where job_title = 'Front door screening officer') screener
        on screener.nth = cast(floor(chance(contact_id, 'screener') * of) as integer);

-- A referral opens an episode. Two in five end with the assessment; the others last, some for years.
create or replace table work.cin_episode as
with opened as (
    select contact_id, family_id, need, happened_on as opened_on,
        happened_on + whole_between(14, 63, contact_id, 'assessed') as assessed_on,
        chance(contact_id, 'after assessment') as after, chance(contact_id, 'enquiry') < 0.55 as has_enquiry,
        chance(contact_id, 'plan') < 0.28 as wants_plan
    from work.contact_outcome where outcome = 'REF_CSC'
), lasting as (
    select *, has_enquiry and wants_plan as has_plan, whole_between(100, 520, contact_id, 'plan days') as plan_days,
        case when after < 0.36 and not (has_enquiry and wants_plan) then 0
            when chance(contact_id, 'spell') < 0.40 then whole_between(20, 90, contact_id, 'spell days')
            when chance(contact_id, 'spell') < 0.65 then whole_between(90, 190, contact_id, 'spell days')
            when chance(contact_id, 'spell') < 0.8 then whole_between(190, 380, contact_id, 'spell days')
            else whole_between(380, 1900, contact_id, 'spell days') end
        + case when has_enquiry and wants_plan then plan_days + 60 else 0 end as days
    from opened
), closing as (
    select *, assessed_on + days as closed_on,
        case when days = 0 then case when chance(contact_id, 'closure') < 0.62 then 'RC8' else 'RC9' end
            else pick(['RC7', 'RC7', 'RC7', 'RC7', 'RC7', 'RC7', 'RC7', 'RC5', 'RC3', 'RC9'], contact_id, 'closure code') end as closure
    from lasting
)
-- One open episode at a time: news on an open one is not a new referral.
select *, closed_on <= getvariable('as_at') as is_closed
from closing
qualify opened_on >= coalesce(max(closed_on) over (partition by family_id order by opened_on, contact_id rows between unbounded preceding and 1 preceding), cast('1900-01-01' as date));

create or replace table work.cin_child as
select episode.*, child.person_id, child.born_on, worker.staff_id,
    'cin ' || contact_id as episode_key, least(closed_on, cast(born_on + interval 18 year as date)) as ends_on
from work.cin_episode episode join work.contact_child child using (contact_id)
    join work.worker_no worker on worker.agency_id = 'COUNCIL_SC' and worker.nth = cast(floor(chance(contact_id, 'social worker') * of) as integer);

insert into work.event
select episode_key, family_id, person_id, null, 'COUNCIL_SC', staff_id, 'CIN_EPISODE', opened_on, ended(ends_on),
    case when ends_on <= getvariable('as_at') then case when ends_on < closed_on then 'RC7' else closure end end,
    pick(['N1', 'N1', 'N1', 'N1', 'N1', 'N1', 'N2', 'N3', 'N4', 'N4', 'N5', 'N5', 'N5', 'N6', 'N7', 'N8', 'N9'], contact_id, 'primary need'), null, null
from work.cin_child
union all
select episode_key, family_id, person_id, null, 'COUNCIL_SC', staff_id, 'CIN_ASSESSMENT', opened_on + 1, ended(assessed_on),
    case when assessed_on <= getvariable('as_at') then pick(['3B', '3B', '3B', '4B', '4B', '2B', '1B', '16A', '17A', '18C', '4A', '6A', '5A', '14A', '15A', '24A', '10A', '21'], contact_id, 'factor') end, null, null, null
from work.cin_child where opened_on + 1 <= getvariable('as_at')
union all
select episode_key, family_id, person_id, null, 'COUNCIL_SC', staff_id, 'S47_ENQUIRY', opened_on + 3, ended(opened_on + 21), case when has_plan then 'CONFERENCE' else 'NO_CONFERENCE' end, null, null, null
from work.cin_child where has_enquiry and opened_on + 3 <= getvariable('as_at')
union all
select episode_key, family_id, person_id, null, 'COUNCIL_SC', staff_id, 'CP_PLAN', opened_on + 24, ended(least(ends_on, opened_on + 24 + plan_days)),
    pick(['NEG', 'NEG', 'NEG', 'NEG', 'NEG', 'EMO', 'EMO', 'EMO', 'EMO', 'PHY', 'SAB'], contact_id, 'category'), null, null, null
from work.cin_child where has_plan and opened_on + 24 <= getvariable('as_at') and opened_on + 24 < ends_on;

insert into work.involvement
select person_id, 'COUNCIL_SC', 'Family support and protection', staff_id, 'Social worker', false, opened_on, ended(ends_on),
    least(ends_on, getvariable('as_at')) - whole_between(1, 16, person_id, 'social work seen')
from work.cin_child;
