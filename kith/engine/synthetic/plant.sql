-- The planted families' rows, with numbers and identifiers that no draw can reach, and their days shifted to the as-at day.

create or replace macro shifted(day) as cast(day as date) + cast(getvariable('shift') as integer);

insert into truth.place
select distinct dwelling.postcode, place.small_area, place.ward, place.town, place.decile
from planted.dwelling dwelling
    cross join (select * from truth.place where town = 'Northmoor' order by decile, postcode limit 1) place
order by 1;

insert into truth.dwelling by name
select *, invented_uprn(dwelling_id) as uprn
from (select * replace (cast(flat as varchar) as flat, cast(building as varchar) as building, cast(number as varchar) as number) from planted.dwelling);

insert into truth.person by name
with told as (
    select * replace (shifted(surname_changed_on) as surname_changed_on, shifted(born_on) as born_on, shifted(due_on) as due_on, shifted(died_on) as died_on),
        year(shifted(born_on) + interval 4 month) + 4 as entry_year
    from planted.person
), pupil as (
    -- Authority 979 does not exist; no draw uses its school 1999.
    select person_id, format('9791999{:02d}{:03d}', entry_year % 100, person_id) as digits from told
    where person_id in (select person_id from planted.schooling)
)
select told.* exclude (entry_year), nhs_number,
    'ABCDEFGHJKLMNPQRTUVWXYZ'[1 + cast(list_sum([cast(digits[k] as integer) * (k + 1) for k in range(1, 13)]) % 23 as integer)] || digits as upn
from told left join pupil using (person_id) left join work.nhs_number number on number.n = 900000 + told.person_id and told.born_on is not null;

insert into truth.residence by name
select * replace (shifted(valid_from) as valid_from, shifted(valid_to) as valid_to) from planted.residence;

insert into truth.relation by name
select * replace (shifted(valid_from) as valid_from, shifted(valid_to) as valid_to) from planted.relation;

insert into truth.family by name select * from planted.family;

insert into truth.family_member by name select * from planted.family_member;

insert into truth.worker by name select * from planted.worker;

insert into truth.involvement by name
select * replace (shifted(valid_from) as valid_from, shifted(valid_to) as valid_to, shifted(last_contact_on) as last_contact_on)
from planted.involvement;

insert into truth.event by name
select * exclude (episode) replace (shifted(happened_on) as happened_on, shifted(ended_on) as ended_on),
    row_number() over (order by happened_on, episode, person_id, kind) + (select max(event_id) from truth.event) as event_id,
    episode + (select max(episode_id) from truth.event) as episode_id
from planted.event;

insert into truth.roll
with years as (
    select schooling.*, unnest(range(first_year, last_year + 1)) + year(getvariable('as_at')) - 2026 as school_year,
        year(shifted(born_on) + interval 4 month) + 4 as entry_year
    from planted.schooling schooling join planted.person using (person_id)
), dated as (
    select *, make_date(cast(school_year as integer), 9, 1) as starts_on, make_date(cast(school_year as integer) + 1, 7, 23) as ends_on from years
), counted as (
    select *, case when ends_on < getvariable('as_at') then 380 else cast(round(380 * (getvariable('as_at') - starts_on) / 325.0) as integer) end as possible
    from dated where starts_on <= getvariable('as_at')
)
select person_id, agency_id, school_year, school_year - entry_year, starts_on, case when ends_on < getvariable('as_at') then ends_on end,
    sen, free_meals, possible, cast(round(possible * absence) as integer), cast(round(possible * absence * unauthorised) as integer)
from counted
order by person_id, school_year;

insert into truth.tenancy by name
select * replace (shifted(valid_from) as valid_from, shifted(valid_to) as valid_to),
    row_number() over (order by dwelling_id) + (select max(tenancy_id) from truth.tenancy) as tenancy_id
from planted.tenancy;

insert into truth.claim by name
select * replace (shifted(valid_from) as valid_from, shifted(valid_to) as valid_to) from planted.claim;

insert into truth.claim_child by name select * from planted.claim_child;
