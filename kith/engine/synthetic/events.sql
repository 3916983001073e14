-- truth.event and truth.involvement: the help's known effect taken off, then everything in order and numbered.

-- After help starts, each later event of a measure stays with the planted chance: that is the effect, exactly.
delete from work.event using work.arm arm, work.effect_size size
where arm.family_id = event.family_id and arm.arm = 'HELPED' and size.measure = event.kind and event.happened_on > arm.started_on
    and chance(coalesce(event.episode_key, event.person_id || event.kind || event.happened_on), 'effect') >= size.ratio;

insert into truth.event
with keyed as (
    select event.* replace (ended(ended_on) as ended_on),
        coalesce(episode_key, kind || ' ' || coalesce(person_id, 0) || ' ' || happened_on) as key
    from work.event event left join work.person person using (person_id)
    where happened_on between coalesce(born_on, happened_on) and getvariable('as_at')
        -- What only grown people do did not happen to them as children, however long their story.
        and (born_on is null or happened_on >= born_on + interval 16 year or code in ('CHILD_PRESENT', 'MISSING')
            or kind not in ('POLICE_CALL_OUT', 'DOMESTIC_ABUSE_CALL_OUT', 'RENT_ARREARS', 'ARREARS_CLEARED', 'HOUSING_NOTICE',
                'ADULT_CARE_REQUEST', 'ADULT_CARE_SERVICE', 'VOLUNTARY_SUPPORT'))
)
select row_number() over (order by happened_on, kind, key, person_id, dwelling_id, detail, code),
    dense_rank() over (order by key), family_id, person_id, dwelling_id, agency_id, staff_id, kind, happened_on, ended_on, code, detail, amount, unit
from keyed
order by 1;

insert into truth.involvement
select distinct on (person_id, agency_id, service, valid_from) person_id, agency_id, service, staff_id, role, is_lead, valid_from, valid_to, greatest(last_contact_on, valid_from)
from work.involvement left join work.person using (person_id)
where (born_on is null or valid_from >= born_on + interval 16 year
        or agency_id[1:3] in ('SCH', 'NUR') or agency_id in ('COUNCIL_SC', 'COUNCIL_EH', 'YJS', 'CAMHS', 'HEALTH_VISITING') or service = 'Early help')
    and valid_from <= getvariable('as_at') and (valid_to is null or valid_to > valid_from)
order by person_id, agency_id, service, valid_from, staff_id;
