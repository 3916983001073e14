-- Police: call-outs, domestic abuse, children reported missing. A call-out has people in it, each with a role in `code`.

create or replace table work.adult_of as
select household_id as family_id, min(person_id) filter (place = 1) as head_id, min(person_id) filter (place = 2) as partner_id,
    min(person_id) filter (place in (11, 12)) as absent_id
from (select person_id, household_id, place from work.person where due_on is null
    union all select person_id, household_id, 2 from work.person_home where place = 2)
where household_id in (select family_id from work.family)
group by household_id;

create or replace table work.call_out as
with expected as (
    select family_id, need, 'POLICE_CALL_OUT' as kind, 6 * by_need(need, 0.02, 0.15, 0.6, 1.8) as mean from work.need
    union all
    select family_id, need, 'DOMESTIC_ABUSE_CALL_OUT', 6 * by_need(need, 0.02, 0.2, 0.5, 1.2) from work.need
)
select family_id, kind, family_id * 100 + nth as key, some_day(family_id * 100 + nth, kind) as happened_on
from (select *, unnest(range(how_many(mean, family_id, kind))) as nth from expected);

create or replace table work.present as
-- Two in five are by a former partner, where there is one.
with cast_of as (
    select call.*, head_id, case when partner_id is null or (absent_id is not null and chance(key, 'which') < 0.4) then absent_id else partner_id end as other_id
    from work.call_out call join work.adult_of adult using (family_id)
)
select family_id, kind, key, happened_on, head_id as person_id,
    case when kind = 'POLICE_CALL_OUT' then pick(['CALLER', 'VICTIM', 'SUSPECT'], key, 'head role') when chance(key, 'victim') < 0.84 then 'VICTIM' else 'SUSPECT' end as role
from cast_of
union all
select family_id, kind, key, happened_on, other_id,
    case when kind = 'POLICE_CALL_OUT' then 'SUSPECT' when chance(key, 'victim') < 0.84 then 'SUSPECT' else 'VICTIM' end
from cast_of where other_id is not null and (kind <> 'POLICE_CALL_OUT' or chance(key, 'other there') < 0.4)
union all
select family_id, kind, key, happened_on, person_id, 'CHILD_PRESENT'
from cast_of join work.minor minor using (family_id)
where born_on <= happened_on and born_on + interval 18 year > happened_on and chance(key * 7 + person_id, 'child there') < case kind when 'POLICE_CALL_OUT' then 0.3 else 0.75 end;

insert into work.event
select kind || ' ' || key, family_id, person_id, null, 'POLICE', null, kind, happened_on, null, role,
    case kind when 'POLICE_CALL_OUT' then pick(['Disturbance', 'Criminal damage', 'Theft', 'Neighbour dispute', 'Concern for safety', 'Assault', 'Public order'], key, 'what') else pick(['Argument', 'Assault', 'Threats', 'Harassment'], key, 'what') end,
    null, null
from work.present join work.person person using (person_id) where person.born_on < happened_on
union all
-- People whom nobody is helping call the police too.
select 'alone ' || person_id || '-' || nth, null, person_id, null, 'POLICE', null, 'POLICE_CALL_OUT', some_day(person_id * 10 + nth, 'alone'), null,
    pick(['CALLER', 'CALLER', 'VICTIM', 'VICTIM', 'SUSPECT'], person_id * 10 + nth, 'role'), pick(['Theft', 'Disturbance', 'Concern for safety', 'Neighbour dispute', 'Public order'], person_id * 10 + nth, 'what'), null, null
from (select *, unnest(range(how_many(by_need(need, 0.06, 0.8, 1.5, 2), person_id, 'alone'))) as nth
    from work.trouble where born_on < years_before(getvariable('as_at'), 18) and household_id not in (select family_id from work.family))
union all
select 'missing ' || person_id || '-' || nth, family_id, person_id, null, 'POLICE', null, 'MISSING_EPISODE', happened_on, happened_on + whole_between(0, 3, person_id * 10 + nth, 'days missing'),
    'MISSING', null, null, null
from (select *, cast(born_on + interval 11 year as date) + cast(floor(chance(person_id * 100 + nth, 'missing when') * 2557) as integer) as happened_on
    from (select *, unnest(range(how_many(7 * by_need(need, 0.004, 0.025, 0.1, 0.4), person_id, 'missing'))) as nth from work.minor))
where happened_on between history_began() and getvariable('as_at');

-- Those who fled to a refuge did so the day after a call-out.
insert into work.event
select 'fled ' || household_id, household_id, person_id, null, 'POLICE', null, 'DOMESTIC_ABUSE_CALL_OUT', since_on - 1, null,
    case place when 1 then 'VICTIM' when 11 then 'SUSPECT' else 'CHILD_PRESENT' end, pick(['Assault', 'Threats'], household_id, 'fled what'), null, null
from (select household_id, min(since_on) as since_on from work.sheltered join work.person using (person_id) where kind = 'REFUGE' group by household_id)
    join work.person using (household_id)
where place in (1, 11) or place between 21 and 29;

-- A domestic abuse officer keeps in touch for a while after some call-outs.
insert into work.involvement
select distinct on (person_id, key) person_id, 'POLICE', 'Protecting vulnerable people', worker.staff_id, 'Domestic abuse officer', false,
    happened_on, ended(happened_on + whole_between(40, 200, key, 'officer')), least(getvariable('as_at'), happened_on + 30)
from work.present join work.worker_no worker on worker.agency_id = 'POLICE' and job_title = 'Domestic abuse officer'
    and worker.nth % 3 = cast(floor(chance(key, 'officer who') * 3) as integer)
where kind = 'DOMESTIC_ABUSE_CALL_OUT' and role = 'VICTIM' and chance(key, 'officer kept') < 0.3
order by person_id, key, worker.staff_id;
