-- Health: visits to under-fives, midwives for those expecting, mental health services, adult social care, the voluntary sector.

create or replace table work.review as
select minor.*, visit.nth, minor.person_id * 10 + visit.nth as key, visit.label, born_on + visit.after + whole_between(0, visit.slack, minor.person_id * 10 + visit.nth, 'visit') as happened_on
from work.minor minor cross join (values (1, 11, 5, 'New birth visit'), (2, 42, 20, '6 to 8 week review'), (3, 300, 90, '1 year review'), (4, 740, 120, '2 to 2.5 year review'))
    visit(nth, after, slack, label);

insert into work.event
select null, family_id, person_id, null, 'HEALTH_VISITING', worker.staff_id,
    case when chance(key, 'missed') < by_need(need, 0.06, 0.12, 0.2, 0.28) and review.nth > 1 then 'HEALTH_VISIT_MISSED' else 'HEALTH_VISIT' end,
    happened_on, null, 'R' || review.nth, label, null, null
from work.review review join work.worker_no worker on worker.agency_id = 'HEALTH_VISITING' and worker.nth = cast(floor(chance(family_id, 'health visitor') * of) as integer)
where happened_on between history_began() and getvariable('as_at')
union all
select null, family_id, person_id, null, 'HEALTH_VISITING', null, 'HEALTH_STRENGTH', happened_on, null, null,
    pick(['Breastfed to six weeks', 'Immunisations up to date', 'Speech coming on well', 'Healthy weight'], key, 'strength'), null, null
from work.review where happened_on between history_began() and getvariable('as_at') and chance(key, 'has strength') < by_need(need, 0.3, 0.25, 0.2, 0.15);

-- Everyone is offered the reviews; only a family with more need has a named health visitor between them.
insert into work.involvement
select minor.person_id, 'HEALTH_VISITING', 'Health visiting, targeted', worker.staff_id, 'Health visitor', false, born_on + 20,
    ended(cast(born_on + interval 5 year as date)), least(getvariable('as_at'), cast(born_on + interval 5 year as date)) - whole_between(3, 60, minor.person_id, 'visited')
from work.minor minor join work.worker_no worker on worker.agency_id = 'HEALTH_VISITING' and worker.nth = cast(floor(chance(family_id, 'health visitor') * of) as integer)
where born_on > years_before(getvariable('as_at'), 9) and born_on + 20 <= getvariable('as_at') and chance(minor.person_id, 'targeted') < by_need(need, 0.02, 0.3, 0.6, 0.8);

create or replace table work.pregnancy as
select child.household_id, child.person_id as baby_id, child.due_on, parent_id as mother_id, child.due_on - 280 + whole_between(56, 84, child.person_id, 'booked') as booked_on
from work.person child join work.parent on child_id = child.person_id join work.person mother on mother.person_id = parent_id
where child.due_on is not null and mother.sex = 'F'
qualify row_number() over (partition by child.person_id order by parent_id) = 1;

insert into work.event
select 'pregnancy ' || baby_id, household_id, mother_id, null, 'MIDWIFERY', worker.staff_id, 'PREGNANCY', booked_on, null, null, null, null, null
from work.pregnancy join work.worker_no worker on worker.agency_id = 'MIDWIFERY' and worker.nth = cast(floor(chance(mother_id, 'midwife') * of) as integer)
where booked_on <= getvariable('as_at');

insert into work.involvement
select mother_id, 'MIDWIFERY', 'Community midwifery', worker.staff_id, 'Midwife', false, booked_on, null, greatest(booked_on, getvariable('as_at') - whole_between(2, 25, mother_id, 'midwife seen'))
from work.pregnancy join work.worker_no worker on worker.agency_id = 'MIDWIFERY' and worker.nth = cast(floor(chance(mother_id, 'midwife') * of) as integer)
where booked_on <= getvariable('as_at')
union all
select person_id, 'CAMHS', 'Child and adolescent mental health', worker.staff_id, 'Mental health practitioner', false, began_on,
    ended(began_on + whole_between(60, 500, person_id, 'camhs days')), least(getvariable('as_at'), began_on + 50)
from (select *, day_between(greatest(history_began(), born_on + 2190), getvariable('as_at'), person_id, 'camhs when') as began_on from work.minor
        where born_on < years_before(getvariable('as_at'), 6) and chance(person_id, 'camhs') < by_need(need, 0.06, 0.14, 0.28, 0.4))
    join work.worker_no worker on worker.agency_id = 'CAMHS' and worker.nth = cast(floor(chance(person_id, 'practitioner') * of) as integer)
union all
select person_id, 'ADULT_MH', 'Community mental health', worker.staff_id, 'Community psychiatric nurse', false, began_on,
    ended(began_on + whole_between(90, 900, person_id, 'mh days')), least(getvariable('as_at'), began_on + 60)
from (select *, some_day(person_id, 'mh when') as began_on from work.trouble
        where born_on < years_before(getvariable('as_at'), 24) and chance(person_id, 'adult mh') < by_need(need, 0.025, 0.09, 0.22, 0.35))
    join work.worker_no worker on worker.agency_id = 'ADULT_MH' and worker.nth = cast(floor(chance(person_id, 'nurse') * of) as integer);

create or replace table work.adult_care as
select person_id, person_id * 10 + nth as key, some_day(person_id * 10 + nth, 'adult care') as happened_on
from (select *, unnest(range(how_many(6 * case when born_on < years_before(getvariable('as_at'), 80) then 0.22
        when born_on < years_before(getvariable('as_at'), 65) then 0.09 else by_need(need, 0.008, 0.03, 0.07, 0.12) end, person_id, 'adult care'))) as nth
    from work.trouble where born_on < years_before(getvariable('as_at'), 24));

insert into work.event
select 'adult care ' || key, null, person_id, null, 'ADULTS', null, 'ADULT_CARE_REQUEST', happened_on, null,
    pick(['HOSPITAL', 'COMMUNITY', 'COMMUNITY', 'SAFEGUARDING', 'CARER'], key, 'route'), null, null, null from work.adult_care
union all
select 'adult care ' || key, null, person_id, null, 'ADULTS', staff_id, 'ADULT_CARE_SERVICE', happened_on + 28, ended(happened_on + 28 + whole_between(60, 1500, key, 'care days')),
    pick(['HOME_CARE', 'HOME_CARE', 'EQUIPMENT', 'DIRECT_PAYMENT', 'DAY_SERVICE', 'REABLEMENT'], key, 'service'), null, null, null
from work.adult_care join work.worker_no worker on worker.agency_id = 'ADULTS' and worker.nth = cast(floor(chance(key, 'care worker') * of) as integer)
where chance(key, 'gets care') < 0.35 and happened_on + 28 <= getvariable('as_at');

insert into work.involvement
select person_id, 'ADULTS', 'Adult social care', staff_id, 'Social worker', false, happened_on, ended_on, least(coalesce(ended_on, getvariable('as_at')), getvariable('as_at')) - 20
from work.event where kind = 'ADULT_CARE_SERVICE';

create or replace table work.charity as
select person_id, sex, case when sex = 'M' then 'HARBOUR_DADS' else pick(['SALTMERE_FAMILY_CENTRE', 'SALTMERE_FAMILY_CENTRE', 'OPEN_DOOR', 'NEW_LEAF_RECOVERY'], person_id, 'charity') end as agency_id,
    some_day(person_id, 'charity when') as began_on, whole_between(40, 400, person_id, 'charity days') as days
from work.trouble
where person_id in (select person_id from work.family_member where role = 'PARENT') and chance(person_id, 'charity helps') < by_need(need, 0.01, 0.06, 0.18, 0.3);

insert into work.event
select 'charity ' || person_id, null, person_id, null, charity.agency_id, staff_id, 'VOLUNTARY_SUPPORT', began_on, ended(began_on + days), null,
    case charity.agency_id when 'HARBOUR_DADS' then 'Befriending' when 'OPEN_DOOR' then 'Advocacy' when 'NEW_LEAF_RECOVERY' then 'Recovery group' else 'Stay and play' end, null, null
from work.charity charity join work.worker_no worker on worker.agency_id = charity.agency_id and worker.nth = cast(floor(chance(person_id, 'charity worker') * of) as integer);

insert into work.involvement
select person_id, agency_id, detail, staff_id, 'Volunteer', false, happened_on, ended_on, least(coalesce(ended_on, getvariable('as_at')), getvariable('as_at')) - 9
from work.event where kind = 'VOLUNTARY_SUPPORT';
