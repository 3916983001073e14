-- What is known of each episode that the agency holds; and each change of a family's level, with where it led.
with family_episode as materialized (
    select * from casework_episode
    where agency_id = %(agency)s and started_on <= %(on)s
),
lead as materialized (
    select episode_id, agency_id, staff_id, valid_from, valid_to, role from casework_leadspell
),
level as materialized (
    select episode_id, person_ref, level, valid_from, valid_to, id from casework_levelspell
),
handover as materialized (
    select handover.*, (offered_at at time zone 'Europe/London')::date as offered_on,
           (answered_at at time zone 'Europe/London')::date as answered_on
    from casework_handover handover
),
ranked (level, rank) as (select * from unnest(%(levels)s::text[], %(ranks)s::integer[])),
step as (
    select level.episode_id, level.valid_from as on_day,
           ranked.rank - lag(ranked.rank) over (partition by level.episode_id order by level.valid_from, level.id) as by
    from level join ranked using (level)
    where level.person_ref = ''
),
received (contact_ref, received_on) as (select * from unnest(%(contact_refs)s::text[], %(contact_days)s::date[])),
led as (
    select episode_id, count(*) as leads, min(valid_from) as first_on from lead
    where role = 'LEAD' group by episode_id
),
met as (
    select episode_id, count(*) as workers from (
        select episode_id, agency_id, staff_id from lead
        union
        select episode_id, agency_id, staff_id from casework_teammember where staff_id <> ''
    ) as worker group by episode_id
),
talked as (select episode_id, max(held_on) as last_on from casework_supervision group by episode_id),
accepted as (select episode_id, count(*) as times from handover where state = 'ACCEPTED' group by episode_id),
back as (
    select before.id, min(later.started_on) as on_day
    from family_episode before
    join casework_episode later on later.family_ref = before.family_ref and later.started_on >= before.ended_on
         and later.id <> before.id
    where before.ended_on is not null
    group by before.id
),
episode as materialized (
    select family_episode.id, family_episode.started_on, family_episode.ended_on, family_episode.end_reason,
           family_episode.ended_on is null or family_episode.ended_on > %(on)s as is_open,
           now_at.level, held_by.agency_id as lead_agency, held_by.staff_id as lead_staff,
           coalesce(talked.last_on, family_episode.started_on) as talked_on,
           coalesce(led.leads, 0) as leads, led.first_on as first_led_on, coalesce(met.workers, 0) as workers,
           coalesce(accepted.times, 0) as hand_offs, back.on_day as back_on, received.received_on
    from family_episode
    left join level now_at on now_at.episode_id = family_episode.id and now_at.person_ref = '' and now_at.valid_to is null
    left join lead held_by on held_by.episode_id = family_episode.id and held_by.role = 'LEAD' and held_by.valid_to is null
    left join talked on talked.episode_id = family_episode.id
    left join led on led.episode_id = family_episode.id
    left join met on met.episode_id = family_episode.id
    left join accepted on accepted.episode_id = family_episode.id
    left join back on back.id = family_episode.id
    left join received using (contact_ref)
),
felt as (select * from episode where is_open or ended_on between %(since)s and %(on)s)
