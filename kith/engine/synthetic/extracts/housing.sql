-- What the council's landlord would send: its tenancies with everybody named in them, arrears, notices, tenancy support.

create or replace macro housing_day(day) as strftime(day, '%d/%m/%Y');

create or replace macro tenancy_ref(tenancy_id) as 'T' || lpad(cast(tenancy_id as varchar), 8, '0');

create or replace macro housing_person(person_id) as
    'P' || lpad(cast((person_id * 5915587 + 31) % 999999999989 as varchar), 12, '0');

create or replace temp table housing_let as
select tenancy.*, uprn, flat, building, number, street, town, postcode
from truth.tenancy tenancy join truth.dwelling using (dwelling_id) where kind <> 'REFUGE';

-- Everybody who lived there while it was let. Some who left are still listed; some children born since never were.
create or replace temp table housing_member as
select tenancy_id, residence.person_id
from housing_let let join truth.residence residence using (dwelling_id) join truth.person person using (person_id)
where residence.valid_from < coalesce(let.valid_to, date '9999-12-31')
    and coalesce(residence.valid_to, date '9999-12-31') > let.valid_from
    and residence.person_id not in (tenant_id, coalesce(second_tenant_id, -1))
    and born_on is not null and died_on is null
    and (residence.valid_to is null or chance(residence.person_id, 'housing left') < 0.25)
    and (born_on <= let.valid_from or chance(residence.person_id, 'housing born since') < 0.6)
group by all;

-- What the tenant wrote beside each name. is_elder: the tenant is the parent, step-parent or grandparent.
create or replace temp table housing_bond as
select from_person_id as tenant_id, kind, to_person_id as person_id, true as is_elder from truth.relation
union all
select to_person_id, kind, from_person_id, false from truth.relation;

create or replace temp table housing_tie as
select tenancy_id, person_id, min_by(case
        when kind = 'PARTNER' then 'SPO'
        when kind in ('SIBLING', 'HALF_SIBLING') then 'SIB'
        when kind in ('PARENT', 'ADOPTIVE_PARENT') and not is_elder then 'PAR'
        when kind = 'GRANDPARENT' and is_elder then 'GCH'
        when kind in ('PARENT', 'ADOPTIVE_PARENT') or kind = 'STEP_PARENT' and is_elder and chance(person_id, 'housing step') < 0.3
            then case sex when 'F' then 'DAU' else 'SON' end
        when kind = 'STEP_PARENT' and is_elder then 'STC'
        else 'REL' end, (case kind when 'PARENT' then 1 when 'PARTNER' then 2 when 'STEP_PARENT' then 3 else 4 end, kind, is_elder)) as tie
from (from housing_member union all select tenancy_id, second_tenant_id from housing_let where second_tenant_id is not null)
    join housing_let using (tenancy_id) join housing_bond using (tenant_id, person_id) join truth.person using (person_id)
group by tenancy_id, person_id;

create or replace temp table housing_named as
select tenancy_id, tenant_id as person_id, 'TEN' as tie from housing_let
union all
select housing_let.tenancy_id, second_tenant_id, case tie when 'SPO' then 'SPO' else 'JNT' end
from housing_let left join housing_tie on housing_tie.tenancy_id = housing_let.tenancy_id and person_id = second_tenant_id
where second_tenant_id is not null
union all
select tenancy_id, person_id, coalesce(tie, case when born_on > getvariable('as_at') - interval 18 year then 'OTH' else 'LOD' end)
from housing_member join truth.person using (person_id) left join housing_tie using (tenancy_id, person_id);

insert into truth.record select distinct 'housing', housing_person(person_id), person_id from housing_named;

create or replace table extract.housing_tenancies as
select tenancy_ref(tenancy_id) as "Tenancy Ref", housing_person(person_id) as "Person Ref", tie as "Relationship to Tenant",
    case when tie in ('SON', 'DAU', 'STC', 'GCH', 'OTH') then null when sex = 'M' then 'Mr'
        else pick(['Ms', 'Mrs', 'Miss', 'Ms'], person_id, 'housing title') end as "Title",
    written_forename(forename, known_as, person_id, 'housing', 0.05) as "Forename",
    written_surname(surname, birth_surname, person_id, 'housing', 0.04) as "Surname",
    case when chance(person_id, 'housing no birth') >= case tie when 'LOD' then 0.4 else 0.04 end
        then housing_day(written_birth(born_on, person_id, 'housing', 0.015)) end as "Date of Birth",
    case sex when 'F' then 'Female' when 'M' then 'Male' end as "Gender",
    uprn as "UPRN", plain_address(flat, building, number, street) || ', ' || town as "Property Address", postcode as "Postcode",
    housing_day(valid_from) as "Tenancy Start", housing_day(valid_to - 1) as "Tenancy End"
from housing_named join housing_let using (tenancy_id) join truth.person using (person_id);

-- The tenancy that an event fell on: that of the person or of the place, running that day.
create or replace temp table housing_event as
with event as (
    select * from truth.event
    where agency_id = 'WEXMOOR_HOMES' and kind in ('RENT_ARREARS', 'ARREARS_CLEARED', 'HOUSING_NOTICE')
), found as (
    select event_id, tenancy_id from event join housing_let on person_id = tenant_id
    union all
    select event_id, tenancy_id from event join housing_let on person_id = second_tenant_id
    union all
    select event_id, tenancy_id from event join housing_let using (dwelling_id) where person_id is null
)
select event.event_id, event.kind, event.code, event.happened_on, event.ended_on, event.amount, let.tenancy_id, let.weekly_rent, let.arrears
from found join event using (event_id) join housing_let let using (tenancy_id)
where event.happened_on >= let.valid_from and event.happened_on < coalesce(let.valid_to, date '9999-12-31')
qualify row_number() over (partition by event.event_id order by let.valid_from desc, let.tenancy_id) = 1;

create or replace table extract.housing_arrears as
select tenancy_ref(tenancy_id) as "Tenancy Ref", housing_day(happened_on) as "Arrears From", housing_day(max(ended_on)) as "Arrears To",
    printf('%.2f', any_value(coalesce(amount, arrears))) as "Highest Balance £",
    printf('%.1f', any_value(coalesce(amount, arrears) / weekly_rent)) as "Weeks Owed",
    case when max(ended_on) is not null then case when bool_or((tenancy_id, ended_on) in (
        select (tenancy_id, happened_on) from housing_event where kind = 'ARREARS_CLEARED')) then 'PAID' else 'OFF' end end as "How It Ended"
from housing_event where kind = 'RENT_ARREARS' group by tenancy_id, happened_on;

create or replace table extract.housing_notices as
select 'N' || lpad(cast(event_id as varchar), 8, '0') as "Notice Ref", tenancy_ref(tenancy_id) as "Tenancy Ref",
    case when code = 'COURT' then 'COU' when code in ('NTQ', 'DEM', 'COU', 'EVI') then code else 'NSP' end as "Notice Type",
    housing_day(happened_on) as "Served On"
from housing_event where kind = 'HOUSING_NOTICE';

-- Support is given to the tenancy: one row, whichever of the tenants was signed up first.
create or replace table extract.housing_support as
select 'S' || lpad(cast(row_number() over (order by tenancy_id, help.valid_from, staff_id) as varchar), 6, '0') as "Support Ref",
    tenancy_ref(tenancy_id) as "Tenancy Ref", staff_id as "Officer Code", name as "Officer Name", email as "Officer Email",
    phone as "Officer Telephone", housing_day(help.valid_from) as "Support Start", housing_day(help.valid_to - 1) as "Support End",
    housing_day(help.last_contact_on) as "Last Visit"
from (
    select distinct on (let.tenancy_id, staff_id, help.valid_from) let.tenancy_id, help.*
    from truth.involvement help
        join housing_named named on named.person_id = help.person_id join housing_let let using (tenancy_id)
    where help.agency_id = 'WEXMOOR_HOMES' and help.valid_from >= let.valid_from
        and help.valid_from < coalesce(let.valid_to, date '9999-12-31')
    order by let.tenancy_id, staff_id, help.valid_from, help.person_id
) as help join truth.worker worker using (staff_id) where worker.agency_id = 'WEXMOOR_HOMES';
