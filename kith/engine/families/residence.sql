-- Who lived where, from when, as sources say and workers corrected it; one dwelling at most is where a person lives now.

create or replace table kin.stay as
select person_ref, dwelling_id,
    min(valid_from) as valid_from,
    -- An undated address observed on a day that is not the delivery's own was seen then; else it says "now" and no more.
    max(valid_from) as newest_from,
    max(coalesce(valid_from, case when as_at < $as_at - 7 then as_at end)) as newest_on,
    case when bool_or(valid_to is null or valid_to > $as_at) then null else max(valid_to) end as valid_to,
    bool_or(is_protected and (valid_to is null or valid_to > $as_at)) as is_protected,
    string_agg(distinct source, ',' order by source) as sources,
    count(distinct source) filter (valid_to is null or valid_to > $as_at) as open_sources,
    max(least(coalesce(valid_to, as_at, valid_from, $as_at), $as_at)) as last_seen_on
from standard.address join linked.record_person using (record_id)
where dwelling_id is not null
group by person_ref, dwelling_id;

-- Of several open stays the one to believe: a protected one, then the newest dated one, then the one most sources give.
create or replace table kin.told_home as
select person_ref, dwelling_id, newest_on as since
from kin.stay where valid_to is null
qualify row_number() over (
    partition by person_ref order by is_protected desc, newest_on desc nulls last, open_sources desc, dwelling_id) = 1;

-- What a worker said of who left holds until an agency tells of a later day than it was said; never of a protected place.
create or replace table kin.has_left as
select person_ref, dwelling_id, max(left_on) as left_on,
    bool_or(coalesce(newest_from > said_on, false)) as is_contradicted
from kin.said_left join kin.stay using (person_ref, dwelling_id)
where not coalesce(is_protected, false) and dwelling_id not in (from kin.protected)
group by person_ref, dwelling_id;

-- Whoever left lives nowhere known until an agency says so: an older address never comes back, so nobody can be moved.
create or replace table kin.home as
from kin.told_home anti join (from kin.has_left where not is_contradicted) using (person_ref, dwelling_id);

insert into families.residence
select stay.person_ref, stay.dwelling_id,
    -- They were gone, as a worker said, and have come back.
    if(has_left.is_contradicted, newest_from, stay.valid_from),
    case when not has_left.is_contradicted then greatest(least(left_on, stay.valid_to), stay.valid_from)
        when stay.dwelling_id = home.dwelling_id then null
        else coalesce(stay.valid_to, greatest(home.since, stay.newest_on), stay.last_seen_on) end,
    stay.sources, stay.last_seen_on
from kin.stay as stay left join kin.told_home as home using (person_ref)
left join kin.has_left as has_left on has_left.person_ref = stay.person_ref and has_left.dwelling_id = stay.dwelling_id
order by all;
