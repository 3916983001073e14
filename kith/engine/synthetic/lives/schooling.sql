-- truth.roll: the school of every child each year, near the home of that September; and suspensions and exclusions.

create or replace table work.pupil_year as
with child as (
    select person.person_id, person.household_id, person.born_on, year(person.born_on + interval 4 month) + 4 as reception_year,
        trouble.need, family.family_id
    from work.person person join work.trouble using (person_id)
        left join work.need family on family.household_id = person.household_id
    where person.other_parent is not null and person.born_on is not null
), years as (
    select child.*, unnest(range(school_year_of(getvariable('as_at')) - 6, school_year_of(getvariable('as_at')) + 1)) as school_year from child
)
select *, school_year - reception_year as year_group
from years
where school_year - reception_year between -1 and 11
    or school_year - reception_year in (12, 13) and chance(person_id, 'sixth form') < 0.45;

create or replace table work.pupil_area as
select pupil.*, coalesce(postcode.area_no, 0) as area_no
from work.pupil_year pupil
    left join work.home_spell spell on spell.household_id = pupil.household_id
        and spell.valid_from <= make_date(cast(school_year as integer), 9, 1) and coalesce(spell.valid_to, never()) > make_date(cast(school_year as integer), 9, 1)
    left join work.dwelling dwelling on dwelling.dwelling_id = coalesce(spell.dwelling_id, pupil.household_id)
    left join work.postcode postcode on postcode.pc_no = dwelling.pc_no
qualify row_number() over (partition by person_id, school_year order by spell.valid_from desc) = 1;

create or replace table work.place_at_school as
with staged as (
    select *, case when year_group < 0 then 'NURSERY' when year_group < 7 then 'PRIMARY' else 'SECONDARY' end as usual,
        chance(person_id, 'special') < by_need(need, 0.005, 0.015, 0.03, 0.04) and year_group >= 0 as is_special
    from work.pupil_area
)
select person_id, family_id, need, born_on, school_year, year_group, school.agency_id, is_special,
    -- The near school for most; for the rest a family's own choice, the same for its children.
    make_date(cast(school_year as integer), 9, 1) as starts_on, make_date(cast(school_year as integer) + 1, 7, 23) as ends_on
from staged join work.school school
    on school.stage = case when is_special then 'SPECIAL' else usual end
    and school.k = case when chance(household_id, 'school of choice') < 0.85 then cast(floor(area_no * schools / areas) as integer)
        else cast(floor(chance(household_id, 'which school') * schools) as integer) end
where usual <> 'NURSERY' or chance(person_id, 'nursery') < 0.7;

insert into truth.roll
with drawn as (
    select *, greatest(0, least(0.9, by_need(need, 0.05, 0.08, 0.13, 0.2) * exp(0.55 * normal(person_id, 'absence') + 0.3 * normal(person_id * 100 + school_year % 100, 'absence year'))
            * case when year_group >= 9 then 1.35 else 1 end)) as absence,
        case when ends_on < getvariable('as_at') then 380 else cast(round(380 * (getvariable('as_at') - starts_on) / 325.0) as integer) end as possible,
        coalesce((select any_value(ratio) from work.effect_size where measure = 'ABSENCE'), 1) as ratio
    from work.place_at_school left join work.arm arm using (family_id)
), counted as (
    select *, cast(round(possible * absence * case when arm = 'HELPED' and starts_on >= started_on then ratio else 1 end) as integer) as absent from drawn
)
select person_id, agency_id, school_year, year_group, starts_on, case when ends_on < getvariable('as_at') then ends_on end,
    case when is_special then 'E' when chance(person_id, 'ehcp') < by_need(need, 0.02, 0.05, 0.09, 0.14) then 'E'
        when chance(person_id, 'sen') < by_need(need, 0.10, 0.22, 0.34, 0.45) then 'K' else 'N' end,
    chance(family_id, 'free meals') < by_need(need, 0.16, 0.5, 0.7, 0.85),
    possible, absent, cast(round(absent * least(0.9, by_need(need, 0.22, 0.4, 0.55, 0.65) * (0.6 + 0.8 * chance(person_id, 'unauthorised')))) as integer)
from counted
order by person_id, school_year;

insert into work.event
with years as (
    select *, person_id * 10 + school_year % 10 as key,
        by_need(need, 0.035, 0.22, 0.85, 2) * case when year_group >= 7 then 1.6 when year_group >= 0 then 0.2 else 0 end as suspensions
    from work.place_at_school where year_group between 0 and 11
), times as (
    select *, unnest(range(how_many(suspensions + 0.0001, key, 'suspensions'))) as nth from years
), dated as (
    select *, day_between(starts_on, least(ends_on, getvariable('as_at')), key * 100 + nth, 'suspended') as happened_on,
        whole_between(1, 5, key * 100 + nth, 'days out') as days
    from times
)
select null, family_id, person_id, null, agency_id, null, 'SUSPENSION', happened_on, happened_on + days,
    pick(['PP', 'PA', 'VP', 'VA', 'BU', 'DM', 'TH', 'DB', 'DB', 'DB', 'DA', 'PP', 'VA'], key * 100 + nth, 'reason'), null, days, 'DAYS'
from dated
union all
select null, family_id, person_id, null, agency_id, null, 'PERMANENT_EXCLUSION',
    day_between(starts_on + 30, least(ends_on, getvariable('as_at')), key, 'excluded'), null, pick(['PP', 'PA', 'VA', 'DB', 'DB', 'OW'], key, 'perm reason'), null, null, null
from years where year_group >= 5 and chance(key, 'perm') < by_need(need, 0.0002, 0.002, 0.012, 0.035);

-- Someone at school keeps an eye on children who have more to carry.
insert into work.involvement
select person_id, worker.agency_id, 'Pastoral support', staff_id, job_title, false, starts_on + whole_between(5, 200, person_id, 'pastoral'),
    ended(ends_on), least(getvariable('as_at'), ends_on) - whole_between(2, 30, person_id, 'pastoral seen')
from work.place_at_school place join work.worker_no worker on worker.agency_id = place.agency_id and worker.nth = cast(floor(chance(family_id, 'pastoral who') * of) as integer)
where year_group >= 0 and chance(person_id * 10 + school_year % 10, 'pastoral') < by_need(need, 0.004, 0.08, 0.25, 0.45)
    and starts_on + whole_between(5, 200, person_id, 'pastoral') < least(getvariable('as_at'), ends_on);
