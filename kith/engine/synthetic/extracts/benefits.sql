-- What the benefits warehouse would send: everybody on a claim, as the claim form had them.

create or replace macro claimant_number(person_id) as
    'BN' || lpad(cast((person_id * 6700417 + 97) % 999999999989 as varchar), 12, '0');

create or replace macro claim_type(kind) as
    case kind when 'UNIVERSAL_CREDIT' then 'UC' when 'COUNCIL_TAX_SUPPORT' then 'CTR' else 'HB' end;

create or replace temp table benefits_named as
select claim_id, claimant_id as person_id, 'CLAIMANT' as role from truth.claim
union all
select claim_id, partner_id, 'PARTNER' from truth.claim where partner_id is not null
union all
select claim_id, person_id, 'DEPENDANT' from truth.claim_child;

insert into truth.record
select distinct 'benefits', claimant_number(person_id), person_id
from benefits_named join truth.person using (person_id) join truth.claim using (claim_id) where born_on is not null;

create or replace table extract.benefits_claims as
select claim_type(claim.kind) || lpad(cast(claim_id as varchar), 9, '0') as claim_id,
    claim_type(claim.kind) as claim_type, claimant_number(person_id) as person_id, role,
    case when role = 'DEPENDANT' then null when sex = 'M' then 'MR' else pick(['MS', 'MRS', 'MISS'], person_id, 'benefits title') end as title,
    upper(written_forename(forename, known_as, person_id, 'benefits', 0.025)) as first_name,
    upper(written_surname(surname, birth_surname, person_id, 'benefits', 0.035)) as last_name,
    strftime(written_birth(born_on, person_id, 'benefits', 0.006), '%Y-%m-%d') as birth_dt,
    case when chance(person_id, 'benefits sex') < 0.01 then '0' when sex = 'M' then '1' when sex = 'F' then '2' else '0' end as gender_cd,
    case when dwelling.kind <> 'REFUGE' then maybe(uprn, claim_id, 'benefits uprn', 0.1) end as uprn,
    case when dwelling.kind <> 'REFUGE' then upper(coalesce(nullif(concat_ws(', ', flat, building), ''), concat_ws(' ', number, street))) end as addr_line1,
    case when dwelling.kind <> 'REFUGE' then upper(case when flat is not null or building is not null then concat_ws(' ', number, street) end)
        end as addr_line2,
    case when dwelling.kind <> 'REFUGE' then written_postcode(postcode, claim_id, 'benefits', 0.02) end as addr_postcode,
    strftime(valid_from, '%Y-%m-%d') as claim_start_dt, strftime(valid_to - 1, '%Y-%m-%d') as claim_end_dt
from benefits_named join truth.claim claim using (claim_id) join truth.person using (person_id)
    left join truth.dwelling dwelling using (dwelling_id)
where born_on is not null;
