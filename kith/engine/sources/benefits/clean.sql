-- Benefits: who claims, with whom, for which children. Amounts and reasons are not asked for.
-- An end date is the last day; ours are the first day after, hence "+ 1".

insert into agency by name
select min(row_number) as row_number, 'BENEFITS' as agency_id, 'D' as kind, 'Benefits service' as name
from benefits_claims having count(*) > 0;

-- A person keeps one number over all their claims; the newest claim spells them best.
insert into person by name
select distinct on (person_id) row_number, person_id as local_id, 'BENEFITS' as agency_id,
    name_case(first_name) as forename, name_case(last_name) as surname, born_on, sex_code(gender) as sex
from benefits_claims
order by person_id, claim_start desc, row_number;

insert into address by name
select row_number, person_id as local_id, uprn, address_lines(addr_line1, addr_line2) as address_text, postcode,
    claim_start as valid_from, claim_end + 1 as valid_to, getvariable('as_at') as as_at
from benefits_claims
where uprn is not null or addr_line1 is not null or postcode is not null;

-- A joint claim is by law a claim of a couple.
insert into relation by name
select partner.row_number, claimant.person_id as from_local_id, 'PARTNER' as kind, partner.person_id as to_local_id,
    partner.claim_start as valid_from, partner.claim_end + 1 as valid_to
from benefits_claims as partner
join benefits_claims as claimant
    on claimant.claim_id = partner.claim_id and claimant.role = 'CLAIMANT' and partner.role = 'PARTNER';

-- A child on a claim may be a son, a step-daughter or a grandchild: the claim does not say, so the bond stays weak.
insert into relation by name
select child.row_number, adult.person_id as from_local_id, 'BENEFIT_UNIT' as kind, child.person_id as to_local_id,
    child.claim_start as valid_from, child.claim_end + 1 as valid_to
from benefits_claims as child
join benefits_claims as adult
    on adult.claim_id = child.claim_id and adult.role in ('CLAIMANT', 'PARTNER') and child.role = 'DEPENDANT';

-- Told once for each claim, of the claimant.
insert into fact by name
select row_number, claim_id as local_fact_id, person_id as local_id, 'BENEFITS' as agency_id, 'BENEFIT_CLAIM' as kind,
    claim_start as happened_on, claim_end + 1 as ended_on, true as is_spell,
    code_label(claim_type, map {
        'CTR': 'Council tax reduction', 'HB': 'Housing benefit', 'UC': 'Universal credit'}) as detail
from benefits_claims
where role = 'CLAIMANT';
