insert into published.involvement
select person_ref, agency_id, service, staff_id, role, coalesce(is_lead, false), valid_from, valid_to, last_contact_on, source,
    -- So that what a doubted record says can be left out.
    string_agg(distinct record_id, chr(31) order by record_id)
from standard.involvement join linked.record_person using (record_id) join view.person using (person_ref)
where coalesce(valid_to > $as_at - to_months($months_of_work), true)
group by all
order by all;

insert into published.fact
with about_people as (
    select fact.*, person_ref, cast(null as varchar) as shown_id
    from standard.fact join linked.record_person using (record_id) join view.person using (person_ref)
),
-- Who lived where, and when; never at a communal or a protected place.
lived as (
    select dwelling_id, coalesce(valid_from, date '-infinity') as lived_from, coalesce(valid_to, date 'infinity') as lived_to
    from families.residence semi join view.person using (person_ref) join families.dwelling using (dwelling_id)
    where not is_protected and not is_communal
),
-- What happened at a place counts for those who lived there then.
about_places as (
    select fact.*, cast(null as varchar) as person_ref, fact.dwelling_id as shown_id
    from standard.fact
    -- Two comparisons and nothing else: asked in any other way, each day is set beside each residence.
    semi join lived on lived.dwelling_id = fact.dwelling_id and happened_on >= lived_from and happened_on < lived_to
    where record_id is null
)
select fact_id, person_ref, shown_id, agency_id, kind, category, sensitivity, happened_on, ended_on, is_spell, detail, amount,
    unit, source, record_id
from (from about_people union all from about_places) join view.fact_kind using (kind)
-- What is older than its category is kept is nobody's business any more.
where coalesce(ended_on, case when is_spell then $as_at else happened_on end) > $as_at - to_months(cast(months_kept as integer))
-- Two sources may tell of one thing (the case system and the census return): the fuller one is kept.
qualify source = first_value(source) over (
    partition by person_ref, shown_id, agency_id, kind, happened_on order by detail is null, ended_on is null, source desc)
order by fact_id;
