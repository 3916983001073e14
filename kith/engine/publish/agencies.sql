insert into published.agency
with told as (
    select agency_id, delivery_id from standard.person
    union select agency_id, delivery_id from standard.involvement
    union select agency_id, delivery_id from standard.fact
    union select agency_id, delivery_id from view.source
),
newest as (
    select agency_id, max(as_at) as current_as_of from told join view.delivery using (delivery_id) group by agency_id
),
listed as (
    select agency_id, kind, name, 1 as place from standard.agency
    union all
    select agency_id, kind, name, 2 from view.source
)
select agency_id, kind, name, current_as_of from listed left join newest using (agency_id)
qualify row_number() over (partition by agency_id order by place, name) = 1
order by agency_id;

insert into published.worker
select agency_id, staff_id, name, job_title, team, email, phone from standard.worker
qualify row_number() over (partition by agency_id, staff_id order by source, row_number) = 1
order by agency_id, staff_id;

insert into published.delivery
select delivery_id, source, file_name, sha256, as_at, rows_landed, rows_set_aside, notes from view.delivery
order by delivery_id;
