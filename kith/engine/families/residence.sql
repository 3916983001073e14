-- Who lived where, from when, as sources say; one dwelling is where a person lives now, the others have ended.

create or replace table kin.stay as
select person_ref, dwelling_id,
    min(valid_from) as valid_from,
    -- An undated address observed on a day that is not the delivery's own was seen then; else it says "now" and no more.
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
create or replace table kin.home as
select person_ref, dwelling_id, newest_on as since
from kin.stay where valid_to is null
qualify row_number() over (
    partition by person_ref order by is_protected desc, newest_on desc nulls last, open_sources desc, dwelling_id) = 1;

insert into families.residence
select stay.person_ref, stay.dwelling_id, stay.valid_from,
    case when stay.dwelling_id = home.dwelling_id then null
        else coalesce(stay.valid_to, greatest(home.since, stay.newest_on), stay.last_seen_on) end,
    stay.sources, stay.last_seen_on
from kin.stay left join kin.home using (person_ref)
order by all;
