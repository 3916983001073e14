-- One row for each who leads or led, and each person they lead the help of.
select shown.person_ref, coalesce(number, ''), '' as level,
       shown.ref || '-L' || lead.id || '-' || shown.person_ref, lead.agency_id || '/' || lead.staff_id, lead.role,
       shown.team, number, to_char(lead.valid_from, 'YYYY-MM-DD"T00:00:00"'),
       to_char(least(lead.valid_to, shown.ended_on), 'YYYY-MM-DD"T00:00:00"'), lead.change_reason, ''
from shown
join casework_leadspell lead on lead.episode_id = shown.id
left join numbered using (person_ref)
where lead.valid_to is null or lead.valid_to >= %(since)s
order by shown.ref, lead.valid_from, lead.id, shown.person_ref
