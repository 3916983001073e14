insert into audit_sampledreason (event_id, week, due_on, mark, note)
select e.id, %(week)s, %(due_on)s, '', ''
from audit_accessevent e
where e.at >= %(begins)s and e.at < %(ends)s and 'SAMPLE_REASON' = any (e.obligations)
order by sha256(convert_to(%(week)s::date::text || ' ' || e.id::text, 'utf8'))
limit %(how_many)s
on conflict (event_id) do nothing
