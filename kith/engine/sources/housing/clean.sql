-- Council housing: a tenancy names everyone in the home; arrears, notices and support hang on the tenancy.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, 'WEXMOOR_HOMES' as agency_id, 'L' as kind, 'Wexmoor Homes' as name
from housing_tenancies having count(*) > 0;

-- A person may have been in several tenancies; the newest spells their name best.
insert into person by name
select distinct on (person_ref) row_number, person_ref as local_id, 'WEXMOOR_HOMES' as agency_id,
    name_case(forename) as forename, name_case(surname) as surname, born_on,
    coalesce(sex_code(gender), case when title = 'Mr' then 'M' when title in ('Mrs', 'Miss', 'Ms') then 'F' end) as sex
from housing_tenancies
order by person_ref, tenancy_start desc, row_number;

insert into address by name
select row_number, person_ref as local_id, uprn, property_address as address_text, postcode,
    tenancy_start as valid_from, tenancy_end + 1 as valid_to, getvariable('as_at') as as_at
from housing_tenancies;

-- Son, daughter and the rest are said of the first tenant ("TEN"). A joint tenant is only taken for a partner
-- where the tenancy says so (SPO): two sisters, or mother and son, also hold joint tenancies.
insert into relation by name
select member.row_number,
    case when member.relationship in ('PAR') then member.person_ref else tenant.person_ref end as from_local_id,
    code_label(member.relationship, map {
        'SPO': 'PARTNER', 'SON': 'PARENT', 'DAU': 'PARENT', 'STC': 'STEP_PARENT', 'GCH': 'GRANDPARENT', 'PAR': 'PARENT',
        'SIB': 'SIBLING', 'REL': 'OTHER_RELATIVE'}) as kind,
    case when member.relationship in ('PAR') then tenant.person_ref else member.person_ref end as to_local_id
from housing_tenancies as member
join housing_tenancies as tenant
    on tenant.tenancy_ref = member.tenancy_ref and tenant.relationship = 'TEN' and member.relationship <> 'TEN'
where member.relationship in ('SPO', 'SON', 'DAU', 'STC', 'GCH', 'PAR', 'SIB', 'REL');

insert into fact by name
select row_number, tenancy_ref as local_fact_id, person_ref as local_id, 'WEXMOOR_HOMES' as agency_id, 'TENANCY' as kind,
    tenancy_start as happened_on, tenancy_end + 1 as ended_on, true as is_spell, 'Council tenancy' as detail,
    uprn, property_address as address_text, postcode
from housing_tenancies
where relationship = 'TEN';

-- Arrears belong to the tenancy: told once, of the first tenant, with the home they fall on.
insert into fact by name
select arrears.row_number, tenancy_ref || '/ARR/' || strftime(arrears_from, '%Y%m%d') as local_fact_id,
    tenant.person_ref as local_id, 'WEXMOOR_HOMES' as agency_id, 'RENT_ARREARS' as kind,
    arrears_from as happened_on, arrears_to as ended_on, true as is_spell,
    case when weeks_owed >= 8 then 'Eight weeks or more owed' when weeks_owed >= 4 then 'Four weeks or more owed'
        else 'Less than four weeks owed' end as detail,
    highest_balance as amount, 'GBP' as unit, uprn, property_address as address_text, postcode
from housing_arrears as arrears
join housing_tenancies as tenant using (tenancy_ref)
where tenant.relationship = 'TEN';

-- An account that was in arrears and was paid off: a strength, and worth saying.
insert into fact by name
select arrears.row_number, tenancy_ref || '/CLR/' || strftime(arrears_to, '%Y%m%d') as local_fact_id,
    tenant.person_ref as local_id, 'WEXMOOR_HOMES' as agency_id, 'ARREARS_CLEARED' as kind,
    arrears_to as happened_on, false as is_spell, 'Rent account clear' as detail,
    uprn, property_address as address_text, postcode
from housing_arrears as arrears
join housing_tenancies as tenant using (tenancy_ref)
where tenant.relationship = 'TEN' and arrears_to is not null and how_it_ended = 'PAID';

insert into fact by name
select notices.row_number, notice_ref as local_fact_id, tenant.person_ref as local_id, 'WEXMOOR_HOMES' as agency_id,
    'HOUSING_NOTICE' as kind, served_on as happened_on, false as is_spell,
    code_label(notice_type, map {
        'NSP': 'Notice of seeking possession', 'NTQ': 'Notice to quit', 'DEM': 'Demotion notice',
        'COU': 'Court application', 'EVI': 'Eviction warrant'}) as detail,
    uprn, property_address as address_text, postcode
from housing_notices as notices
join housing_tenancies as tenant using (tenancy_ref)
where tenant.relationship = 'TEN';

-- Tenancy support is given to the tenants, not to each child of the home.
insert into involvement by name
select support.row_number, tenant.person_ref as local_id, 'WEXMOOR_HOMES' as agency_id, 'Tenancy support' as service,
    officer_code as staff_id, 'Tenancy support worker' as role, false as is_lead,
    support_start as valid_from, support_end + 1 as valid_to, last_visit_on as last_contact_on
from housing_support as support
join housing_tenancies as tenant using (tenancy_ref)
where tenant.relationship in ('TEN', 'JNT', 'SPO');

insert into worker by name
select distinct on (officer_code) row_number, 'WEXMOOR_HOMES' as agency_id, officer_code as staff_id,
    officer_name as name, 'Tenancy support worker' as job_title, 'Tenancy support' as team,
    officer_email as email, officer_telephone as phone
from housing_support
order by officer_code, support_start desc, row_number;
