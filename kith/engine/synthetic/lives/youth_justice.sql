-- Youth justice and probation: offences from ten to seventeen, orders and prevention after some of them; adults on probation.

create or replace table work.offence as
select family_id, person_id, need, person_id * 100 + nth as key,
    cast(born_on + interval 10 year as date) + 200 + cast(floor(sqrt(chance(person_id * 100 + nth, 'offence when')) * 2700) as integer) as happened_on
from (select *, unnest(range(how_many(8 * by_need(need, 0.002, 0.017, 0.09, 0.3), person_id, 'offence'))) as nth from work.minor);

create or replace table work.order_after as
select offence.*, chance(key, 'disposal') as disposal, happened_on + whole_between(25, 110, key, 'ordered') as ordered_on, worker.staff_id,
    happened_on + whole_between(25, 110, key, 'ordered') + whole_between(90, 365, key, 'order days') as ends_on
from work.offence offence join work.worker_no worker on worker.agency_id = 'YJS' and worker.nth = cast(floor(chance(person_id, 'youth worker') * of) as integer)
where happened_on between history_began() and getvariable('as_at') and chance(key, 'disposal') < 0.75;

insert into work.event
select 'offence ' || key, family_id, person_id, null, 'YJS', null, 'OFFENCE', happened_on, null,
    pick(['THEFT', 'CRIMINAL_DAMAGE', 'VIOLENCE', 'VIOLENCE', 'DRUGS', 'PUBLIC_ORDER', 'MOTORING', 'BURGLARY'], key, 'offence'), null, cast(whole_between(2, 4, key, 'gravity') as double), null
from work.offence where happened_on between history_began() and getvariable('as_at')
union all
select 'offence ' || key, family_id, person_id, null, 'YJS', staff_id, case when disposal < 0.4 then 'YOUTH_JUSTICE_ORDER' else 'PREVENTION_PROGRAMME' end,
    ordered_on, ended(ends_on), case when disposal < 0.25 then 'REFERRAL_ORDER' when disposal < 0.35 then 'YRO' when disposal < 0.4 then 'YCC' else 'TURNAROUND' end, null, null, null
from work.order_after where ordered_on <= getvariable('as_at');

insert into work.involvement
select person_id, 'YJS', 'Youth justice', staff_id, 'Youth justice worker', false, ordered_on, ended(ends_on), least(ends_on, getvariable('as_at')) - 6
from work.order_after where ordered_on <= getvariable('as_at')
union all
select person_id, 'PROBATION', 'Probation', worker.staff_id, 'Probation officer', false, began_on, ended(began_on + whole_between(180, 760, person_id, 'probation days')), least(getvariable('as_at'), began_on + 170)
from (select *, some_day(person_id, 'probation') as began_on from work.trouble
        where born_on < years_before(getvariable('as_at'), 24) and chance(person_id, 'probation') < by_need(need, 0.004, 0.03, 0.10, 0.22) * case sex when 'M' then 1.6 else 0.25 end)
    join work.worker_no worker on worker.agency_id = 'PROBATION' and worker.nth = cast(floor(chance(person_id, 'probation officer') * of) as integer);
