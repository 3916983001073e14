-- Agencies and workers are stable across runs: add the new, bring the known up to date, remove nobody.
insert into agencies_agency (agency_id, kind, name)
select agency_id, kind, coalesce(name, agency_id)
from stage_agency
on conflict (agency_id) do update set kind = excluded.kind, name = excluded.name
where (agencies_agency.kind, agencies_agency.name) is distinct from (excluded.kind, excluded.name);

insert into agencies_worker (agency_id, staff_id, name, job_title, team, email, phone, is_shield_cleared)
select w.agency_id, w.staff_id, coalesce(w.name, ''), coalesce(w.job_title, ''), coalesce(w.team, ''),
       coalesce(w.email, ''), coalesce(w.phone, ''), false
from stage_worker w
join agencies_agency using (agency_id)
on conflict (agency_id, staff_id) do update
set name = excluded.name, job_title = excluded.job_title, team = excluded.team, email = excluded.email,
    phone = excluded.phone;
