-- Council tenancies, arrears, notices, tenancy support; and anti-social behaviour, which happens at places.

insert into truth.tenancy
select row_number() over (order by head.household_id), head.household_id, head.person_id,
    case when chance(head.household_id, 'joint') < 0.55 then partner.person_id end,
    moved_on, null, round(between_numbers(82, 128, head.household_id, 'rent'), 2), 0
from work.person_home head join work.moved_in moved using (household_id)
    left join work.person_home partner on partner.household_id = head.household_id and partner.place = 2
where head.place = 1 and moved.tenure = 'COUNCIL';

create or replace table work.arrears as
with tenant as (
    select tenancy_id, tenant_id, dwelling_id, valid_from, weekly_rent, coalesce(trouble.need, 0) as need, family_id
    from truth.tenancy left join work.trouble on trouble.person_id = tenant_id left join work.need family on family.household_id = dwelling_id
), spells as (
    select *, unnest(range(how_many(6 * by_need(need, 0.3, 0.45, 0.6, 0.8), tenancy_id, 'arrears'))) as nth from tenant
)
select *, dwelling_id * 10 + nth as key, some_day(dwelling_id * 10 + nth, 'arrears') as happened_on,
    some_day(dwelling_id * 10 + nth, 'arrears') + whole_between(60, 420, dwelling_id * 10 + nth, 'arrears days') as ends_on,
    round(weekly_rent * between_numbers(2, 14, dwelling_id * 10 + nth, 'owed'), 2) as owed
from spells
qualify happened_on > valid_from + 60
    and happened_on >= coalesce(max(ends_on) over (partition by dwelling_id order by happened_on, key rows between unbounded preceding and 1 preceding), cast('1900-01-01' as date));

insert into work.event
select 'arrears ' || key, family_id, tenant_id, dwelling_id, 'WEXMOOR_HOMES', null, 'RENT_ARREARS', happened_on, ended(ends_on), null, null, owed, 'GBP' from work.arrears
union all
select 'arrears ' || key, family_id, tenant_id, dwelling_id, 'WEXMOOR_HOMES', null, 'ARREARS_CLEARED', ends_on, null, null, null, null, null
from work.arrears where ends_on <= getvariable('as_at') and chance(key, 'cleared') < 0.7
union all
select 'arrears ' || key, family_id, tenant_id, dwelling_id, 'WEXMOOR_HOMES', null, 'HOUSING_NOTICE', happened_on + 55, null,
    pick(['NSP', 'NSP', 'NOSP_ASB', 'COURT'], key, 'notice'), null, null, null
from work.arrears where happened_on + 55 <= least(ends_on, getvariable('as_at')) and chance(key, 'notice') < 0.2;

update truth.tenancy set arrears = owed from work.arrears
where arrears.tenancy_id = tenancy.tenancy_id and ends_on > getvariable('as_at') and happened_on <= getvariable('as_at');

insert into work.involvement
select tenant_id, 'WEXMOOR_HOMES', 'Tenancy support', worker.staff_id, 'Tenancy support officer', false, happened_on + 30, ended(ends_on), least(ends_on, getvariable('as_at')) - 12
from work.arrears join work.worker_no worker on worker.agency_id = 'WEXMOOR_HOMES' and worker.nth = cast(floor(chance(key, 'tenancy officer') * of) as integer)
where happened_on + 30 <= getvariable('as_at') and chance(key, 'tenancy support') < by_need(need, 0.1, 0.3, 0.5, 0.6);

insert into work.event
with place as (
    select dwelling.dwelling_id, coalesce(need, 0) as need, family_id,
        unnest(range(how_many(6 * (by_need(coalesce(need, 0), 0.012, 0.05, 0.2, 0.5) * exp(0.3 * dwelling.need_score)), dwelling.dwelling_id, 'asb'))) as nth
    from work.dwelling dwelling left join work.need family on family.household_id = dwelling.dwelling_id
)
select 'asb ' || dwelling_id || '-' || nth, family_id,
    case when chance(dwelling_id * 10 + nth, 'named') < 0.3 then (select min(person_id) from work.person_home home where home.household_id = dwelling_id and home.place in (1, 31)) end,
    dwelling_id, 'COUNCIL_ASB', null, 'ASB_INCIDENT', some_day(dwelling_id * 10 + nth, 'asb'), null,
    pick(['NOISE', 'NOISE', 'RUBBISH', 'YOUTHS', 'DRUGS', 'HARASSMENT', 'DAMAGE'], dwelling_id * 10 + nth, 'asb kind'), null, null, null
from place;
