-- What the rules ask of each episode that the agency holds: those that are open, and those that ended in the period.
with held as materialized (
    select * from casework_episode where agency_id = %(agency)s and (ended_on is null or ended_on >= %(since)s)
),
level as materialized (select episode_id, person_ref, level, valid_from, valid_to from casework_levelspell),
lead as materialized (select episode_id, role, agency_id, staff_id from casework_leadspell where valid_to is null),
known as materialized (select episode_id, person_ref, role, valid_to from casework_episodeperson),
running as (select id from casework_episode where ended_on is null),
child as (
    select known.episode_id, count(*) over (partition by known.person_ref) as episodes
    from known join running on running.id = known.episode_id
    where known.role = 'CHILD' and known.valid_to is null
),
levels as (
    select episode_id, min(valid_from) as first_on,
           coalesce(array_agg(distinct level) filter (where valid_to is null), '{}') as now,
           max(level) filter (where valid_to is null and person_ref = '') as of_family
    from level group by episode_id
),
leads as (
    select episode_id, array_agg(role) as roles, max(agency_id || '/' || staff_id) filter (where role = 'LEAD') as lead
    from lead group by episode_id
),
children as (
    select episode_id, count(*) as children, count(*) filter (where episodes > 1) as twice
    from child group by episode_id
),
seen as (select distinct episode_id from known),
answered as (select distinct episode_id from casework_engagementanswer),
talked as (select episode_id, min(held_on) as first_on, max(held_on) as last_on from casework_supervision group by episode_id),
sent as (select episode_id, min(sent_on) as first_on, max(sent_on) as last_on from casework_servicereferral group by episode_id),
offered as (
    select episode_id, min((offered_at at time zone 'Europe/London')::date) as offered_on
    from casework_handover where state = 'OFFERED' group by episode_id
)
select held.id, held.family_ref, held.contact_ref, held.started_on, held.ended_on, held.end_reason, held.reason_code,
       coalesce(levels.of_family, '') as level, coalesce(levels.now, '{}') as levels, levels.first_on as first_level_on,
       coalesce(leads.roles, '{}') as lead_roles, coalesce(leads.lead, '') as lead,
       -- Nobody in it whom whoever asks may know of: then it is not known whether a child is.
       case when seen.episode_id is not null then coalesce(children.children, 0) end as children,
       children.twice,
       answered.episode_id is not null as has_answer,
       least(talked.first_on, sent.first_on) as first_written_on,
       greatest(talked.last_on, sent.last_on) as last_written_on,
       coalesce(talked.last_on, held.started_on) <= %(talk_late)s as is_talk_late,
       coalesce(offered.offered_on <= %(answer_late)s, false) as is_handover_late
from held
left join levels on levels.episode_id = held.id
left join leads on leads.episode_id = held.id
left join children on children.episode_id = held.id
left join seen on seen.episode_id = held.id
left join answered on answered.episode_id = held.id
left join talked on talked.episode_id = held.id
left join sent on sent.episode_id = held.id
left join offered on offered.episode_id = held.id
order by held.started_on, held.id
