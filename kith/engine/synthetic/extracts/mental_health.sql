-- What the mental health trust would send: who is, or lately was, with which service. Status only.

create or replace macro mind_time(day) as strftime(day, '%Y-%m-%dT00:00:00');

create or replace macro patient_number(person_id) as
    'MP' || lpad(cast((person_id * 6180339 + 887) % 999999999989 as varchar), 12, '0');

create or replace temp table mind_referral as
select row_number() over (order by person_id, valid_from, agency_id, service) as n, *
from truth.involvement where agency_id in ('CAMHS', 'ADULT_MH');

-- One referral in eight more was not accepted. It is in the file, and Kith leaves it out.
insert into mind_referral by name
select 100000000 + n as n, person_id, agency_id, valid_from - 200 as valid_from, null as valid_to
from mind_referral where chance(n, 'mind refused') < 0.12;

insert into truth.record
select distinct 'mental_health', patient_number(person_id), person_id from mind_referral;

create or replace table extract.mental_health_referrals as
select 'MR' || lpad(cast(n as varchar), 9, '0') as "ReferralId", patient_number(person_id) as "PatientId",
    maybe(nhs_number, person_id, 'mind nhs', 0.06) as "NHSNumber", written_surname(surname, birth_surname, person_id, 'mind', 0.04) as "FamilyName",
    written_forename(forename, known_as, person_id, 'mind', 0.05) as "GivenName",
    mind_time(written_birth(born_on, person_id, 'mind', 0.008)) as "BirthDate", sex as "Gender",
    case when home.kind <> 'REFUGE' then coalesce(case when chance(person_id, 'mind moved') < 0.15 and was.kind <> 'REFUGE' then was.postcode end,
        home.postcode) end as "PostCode",
    case when agency_id = 'CAMHS' then 'CYP' when service ilike '%perinatal%' then 'PMH' else 'AMH' end as "Service",
    case when n >= 100000000 then 'RJCT' when valid_to is not null then 'CLSD'
        when valid_from > getvariable('as_at') - 120 and chance(n, 'mind waits') < 0.6 then 'WAIT' else 'OPEN' end as "Status",
    mind_time(valid_from) as "ReferralReceived", mind_time(valid_to) as "Closed"
from mind_referral join truth.person using (person_id)
    left join truth.home home using (person_id) left join truth.home_before was using (person_id);
