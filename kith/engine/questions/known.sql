-- What each agency knows of each linked person, in view or not, as the rules of the questions read it.

create or replace table questions.agency as
with listed as (
    select agency_id, kind, 1 as place from standard.agency
    union all
    select agency_id, kind, 2 from questions.source
),
newest as (
    select agency_id, max(as_at) as as_at
    from (
        select agency_id, delivery_id from standard.person
        union select agency_id, delivery_id from standard.involvement
        union select agency_id, delivery_id from standard.fact
    ) join questions.delivery using (delivery_id)
    group by agency_id
)
select agency_id, kind, coalesce(category, 'INVOLVEMENT') as category, coalesce(as_at, $as_at) as as_at
from listed left join questions.telling using (kind) left join newest using (agency_id)
qualify row_number() over (partition by agency_id order by place, kind) = 1;

create or replace table questions.work as
select person_ref, agency_id, coalesce(is_lead, false) as is_lead, valid_from, valid_to
from standard.involvement join linked.record_person using (record_id) anti join questions.hidden using (person_ref);

create or replace table questions.known as
with told as (
    select person_ref, agency_id, kind, happened_on, ended_on, is_spell, detail, amount
    from standard.fact join linked.record_person using (record_id)
    union all
    -- What happened at a place counts for those who lived there then; never for a communal or a protected place.
    select person_ref, agency_id, kind, happened_on, ended_on, is_spell, detail, amount
    from standard.fact
    join families.residence using (dwelling_id)
    join families.dwelling using (dwelling_id)
    where record_id is null and not is_protected and not is_communal
        and coalesce(valid_from <= happened_on, true) and coalesce(happened_on < valid_to, true)
)
from told anti join questions.hidden using (person_ref) semi join (
    -- What is older than its category is kept is not told, not even by a yes.
    select kind as kept_kind, months_kept from questions.fact_kind
) on kept_kind = kind
    and coalesce(ended_on, case when is_spell then $as_at else happened_on end) > $as_at - to_months(cast(months_kept as integer));
