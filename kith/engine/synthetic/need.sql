-- truth.family and truth.effect: how many troubles each family has, and which families are helped by a known amount.
-- need runs 0 to 3; shares are fixed (79, 14.5, 5 and 1.5 in a hundred) and lie where postcodes are in need.

create or replace table work.need as
with scored as (
    select family_id, household_id, decile, need_score, need_score
        + case kind when 'LONE' then 0.7 when 'GROWN_CHILDREN' then -0.5 else 0 end + case when is_step then 0.3 else 0 end
        + 0.15 * children_wanted + 0.9 * normal(family_id, 'need') as score
    from work.family
), ranked as (
    select *, percent_rank() over (order by score desc, family_id) as rank from scored
)
select family_id, household_id, decile, need_score, score,
    case when rank < 0.015 then 3 when rank < 0.065 then 2 when rank < 0.21 then 1 else 0 end as need
from ranked;

-- Families with troubles, drawn by lot: HELPED from a day on, or WAITING from a day on, so that the two are alike but for the help.
create or replace table work.arm as
with candidate as (
    select family_id, need, chance(family_id, 'arm') as draw,
        day_between(years_before(getvariable('as_at'), 2.5), years_before(getvariable('as_at'), 0.6), family_id, 'started') as started_on
    from work.need join work.first_child first_child using (household_id)
    where need >= 2 and first_on < years_before(getvariable('as_at'), 5) and last_on > years_before(getvariable('as_at'), 13)
)
select family_id, case when draw < 0.3 then 'HELPED' else 'WAITING' end as arm, started_on
from candidate where draw < 0.6;

create or replace table work.effect_size as
select * from (values ('SUSPENSION', 0.55), ('POLICE_CALL_OUT', 0.6), ('DOMESTIC_ABUSE_CALL_OUT', 0.6), ('RENT_ARREARS', 0.7), ('ABSENCE', 0.7))
    t(measure, ratio);

insert into truth.effect
select family_id, arm, started_on, measure, case arm when 'HELPED' then ratio else 1 end
from work.arm cross join work.effect_size
order by family_id, measure;

insert into truth.family
select family_id, surname, need, null
from work.need join (
    select family_id, mode(surname order by surname) as surname
    from work.family_member join truth.person using (person_id) where role = 'CHILD' group by family_id
) using (family_id)
order by family_id;

-- Everybody's measure of trouble: that of the family they sleep in, else of the worst off that they belong to.
create or replace table work.trouble as
with member as (
    select person_id, max(need) as need from work.family_member join work.need using (family_id) where role <> 'OTHER_ADULT' group by person_id
)
select person.person_id, coalesce(member.need, case when chance(person.person_id, 'trouble') < 0.01 * exp(0.5 * coalesce(need_score, 1)) then 1 else 0 end) as need,
    person.household_id, person.sex, person.born_on
from work.person person left join member using (person_id) left join work.household household on household.household_id = person.household_id
where person.due_on is null and person.died_on is null;

-- How many times in the six years, when `mean` is expected: many have none and a few have a lot, as in life.
create or replace macro how_many(mean, id, salt) as
    least(40, cast(floor(ln(1 - chance(id, salt)) / ln((mean) / (1 + (mean)))) as integer));

create or replace macro history_began() as years_before(getvariable('as_at'), 6);

create or replace macro some_day(id, salt) as day_between(history_began(), getvariable('as_at'), id, salt);

-- When a spell ended, if it has.
create or replace macro ended(day) as case when day <= getvariable('as_at') then day end;

create or replace macro by_need(need, a, b, c, d) as
    case need when 0 then a when 1 then b when 2 then c else d end;

-- What happened; numbered and put in truth.event by events.sql at the end. episode_key ties parts of one spell together.
create or replace table work.event (
    episode_key varchar, family_id bigint, person_id bigint, dwelling_id bigint, agency_id varchar, staff_id varchar, kind varchar,
    happened_on date, ended_on date, code varchar, detail varchar, amount double, unit varchar
);

create or replace table work.involvement (
    person_id bigint, agency_id varchar, service varchar, staff_id varchar, role varchar, is_lead boolean,
    valid_from date, valid_to date, last_contact_on date
);
