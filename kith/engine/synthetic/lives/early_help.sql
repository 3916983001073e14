-- Early help: about 2,000 cases open per 700,000 people, 350 opened a month, half held by schools, 3% led by them.

-- Spells come from the front door, from social care stepping down, and the rest straight from schools and others.
create or replace table work.early_help as
with asked as (
    select family_id, happened_on as asked_on, contact_id as key, 0 as straight from work.contact_outcome where outcome = 'EH'
    union all
    select family_id, closed_on, contact_id + 500000000000, 0 from work.cin_episode where closure = 'RC9' and closed_on < getvariable('as_at')
    union all
    select family_id, started_on, family_id + 900000000000, 0 from work.arm where arm = 'HELPED'
    union all
    select family_id, some_day(family_id * 100 + nth, 'asked'), family_id * 100 + nth + 700000000000, 1
    from (select family_id, unnest(range(how_many(by_need(need, 0.012, 0.35, 0.9, 1.2), family_id, 'early help'))) as nth from work.need)
), wanted as (
    -- As many as the published flow: all that were asked for, then as many of the others as are needed.
    select *, row_number() over (order by straight, chance(key, 'early help'), key) as n from asked
), chosen as (
    select *, asked_on + whole_between(5, 25, key, 'opened') as opened_on,
        whole_between(20, 60, key, 'least') + cast(floor(-ln(1 - chance(key, 'length')) * 137) as integer) as days,
        chance(key, 'holder') as holder, chance(key, 'leader') as leader
    from wanted where n <= getvariable('people') * 0.0005 * 72 * 1.5
)
select *, opened_on + days as closed_on
from chosen
where opened_on <= getvariable('as_at')
    and not exists (select 1 from work.arm arm where arm.family_id = chosen.family_id and opened_on + days >= started_on
        and (arm.arm = 'WAITING' or key < 900000000000))
qualify opened_on >= coalesce(max(opened_on + days) over (partition by family_id order by opened_on, key rows between unbounded preceding and 1 preceding), cast('1900-01-01' as date));

create or replace table work.early_help_child as
with schooled as (
    select spell.*, minor.person_id, minor.born_on,
        (select max(roll.agency_id) from truth.roll roll where roll.person_id = minor.person_id and roll.valid_from <= opened_on
            and roll.agency_id[1:1] = 'S' and coalesce(roll.valid_to, never()) + 60 > opened_on) as school
    from work.early_help spell join work.minor minor using (family_id)
    where born_on <= opened_on and born_on + interval 18 year > opened_on
), held as (
    -- One holder and one leader a spell, whichever child one looks at.
    select *, min(school) over (partition by key) as family_school from schooled
), placed as (
    select *, case when holder < 0.72 and family_school is not null then family_school when holder < 0.89 then 'COUNCIL_EH'
            when holder < 0.95 then 'HEALTH_VISITING' else 'SALTMERE_FAMILY_CENTRE' end as holder_id,
        case when leader < 0.048 and family_school is not null then family_school when leader < 0.72 then 'COUNCIL_EH'
            when leader < 0.84 then 'HEALTH_VISITING' when leader < 0.9 then 'YJS' when leader < 0.95 then 'SALTMERE_FAMILY_CENTRE' else 'OPEN_DOOR' end as leader_id
    from held
)
select placed.*, worker.staff_id, worker.job_title
from placed join work.worker_no worker on worker.agency_id = leader_id and worker.nth = cast(floor(chance(key, 'lead worker') * of) as integer);

insert into work.event
select 'early help ' || key, family_id, person_id, null, holder_id, staff_id, 'EARLY_HELP_EPISODE', opened_on, ended(closed_on),
    case when closed_on <= getvariable('as_at') then pick(['MET', 'MET', 'MET', 'MET', 'PARTMET', 'PARTMET', 'SINGLE', 'SINGLE', 'STEPUP', 'DECLINED', 'NOENGAGE', 'NOCONTACT', 'MOVED', 'TRANSFER', 'NOTNEEDED'], key, 'closure') end,
    case when family_school is null then pick(['Parenting', 'Parent''s mental health', 'Domestic abuse', 'Debt', 'Housing'], key, 'reason')
        else pick(['Attendance', 'Behaviour at school', 'Parenting', 'Parent''s mental health', 'Domestic abuse', 'Debt', 'Housing', 'Child''s mental health', 'Special needs', 'Young carer', 'Separation'], key, 'reason') end, null, null
from work.early_help_child
union all
select 'early help ' || key, family_id, person_id, null, holder_id, staff_id, 'EARLY_HELP_ASSESSMENT', opened_on + 12, null,
    pick(['SUPPORT', 'SUPPORT', 'SUPPORT', 'SUPPORT', 'IAG', 'DOWN', 'NFA_END', 'NFA_NONE', 'UP'], key, 'assessment'), null, null, null
from work.early_help_child where opened_on + 12 <= getvariable('as_at');

insert into work.involvement
select person_id, leader_id, 'Early help', staff_id, 'Lead worker', true, opened_on, ended(closed_on),
    least(closed_on, getvariable('as_at')) - whole_between(1, 20, key, 'seen')
from work.early_help_child
union all
select person_id, holder_id, 'Early help', worker.staff_id, worker.job_title, false, opened_on, ended(closed_on),
    least(closed_on, getvariable('as_at')) - whole_between(1, 30, key, 'held seen')
from work.early_help_child held join work.worker_no worker
    on worker.agency_id = holder_id and worker.nth = cast(floor(chance(key, 'holding worker') * of) as integer)
where holder_id <> leader_id;
