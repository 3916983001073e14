-- One row for each person of each episode, with whoever leads it now or led it last.
select shown.person_ref, coalesce(number, ''), '' as level,
       shown.ref || '-' || shown.person_ref, number, to_char(shown.in_since, 'YYYY-MM-DD"T00:00:00"'),
       to_char(least(shown.in_until, shown.ended_on), 'YYYY-MM-DD"T00:00:00"'), shown.reason_code, shown.end_reason,
       shown.agency_id, lead.worker
from shown
left join numbered using (person_ref)
left join lateral (
    select agency_id || '/' || staff_id as worker from casework_leadspell
    where episode_id = shown.id and role = 'LEAD' order by valid_from desc, id desc limit 1
) as lead on true
order by shown.ref, shown.person_ref
