-- The pairs worth a reviewer's time, the most valuable first: near the threshold, of people with many records, and above
-- all where a child's safety may hang on it. And a random sample of links, by which it is known how often one is right.

create or replace table view.doubtful as
select doubt.*, l.person_ref as person_ref_l, r.person_ref as person_ref_r
from linked.doubt as doubt
join linked.record_person as l on l.record_id = record_id_l
join linked.record_person as r on r.record_id = record_id_r
where l.person_ref in (from view.person) or r.person_ref in (from view.person);

create or replace table view.at_stake as
with asked as (
    select person_ref_l as person_ref from view.doubtful union select person_ref_r from view.doubtful
),
near as (
    select asked.person_ref, coalesce(other.person_ref, asked.person_ref) as member
    from asked
    left join families.family_member as own on own.person_ref = asked.person_ref
    left join families.family_member as other on other.family_ref = own.family_ref
    union
    select person_ref, person_ref from asked
),
planned as (
    select distinct person_ref from standard.fact join linked.record_person using (record_id)
    where kind = 'CP_PLAN' and happened_on <= $as_at and (ended_on is null or ended_on > $as_at)
),
helped as (
    select distinct person_ref from standard.involvement join linked.record_person using (record_id)
    where valid_from <= $as_at and (valid_to is null or valid_to > $as_at)
        and source not in (from view.about_everyone)
)
select asked.person_ref,
    coalesce(any_value(person.born_on) > $as_at - interval 18 year, false) as is_child,
    bool_or(near.member in (from planned)) as has_plan,
    asked.person_ref in (from helped) as is_open,
    asked.person_ref in (from view.shielded) as is_shielded,
    (select count(*) from linked.record_person as held where held.person_ref = asked.person_ref) as records
from asked
join near using (person_ref)
left join linked.person as person using (person_ref)
group by asked.person_ref;

-- What a record says of who it is; of somebody who must not be found, and of a place that must not be, nothing of where.
create or replace table view.shown as
with asked as (
    select record_id_l as record_id from view.doubtful union select record_id_r from view.doubtful
),
home as (
    select record_id, list(distinct concat_ws(', ', address.address_text, address.postcode)) as homes
    from standard.address as address
    join linked.record_person using (record_id)
    left join families.dwelling as place using (dwelling_id)
    where record_id in (from asked) and person_ref not in (from view.shielded)
        and not coalesce(address.is_protected, false) and not coalesce(place.is_protected, false)
        and concat_ws(', ', address.address_text, address.postcode) <> ''
    group by record_id
)
select record_id, agency_id, cast(to_json({
        'forename': forename, 'middle_names': middle_names, 'surname': surname, 'previous_surname': previous_surname,
        'known_as': known_as, 'born_on': born_on, 'due_on': due_on, 'died_on': died_on, 'sex': sex,
        'homes': coalesce(list_sort(homes), []), 'nhs_number': nhs_number, 'upn': upn
    }) as varchar) as shown
from standard.person left join home using (record_id)
where record_id in (from asked);

-- Even that two homes are in one street would tell the way to a place that must not be found: cleared reviewers only.
create or replace table view.hidden_home as
select distinct record_id
from standard.address as address left join families.dwelling as place using (dwelling_id)
where coalesce(address.is_protected, false) or coalesce(place.is_protected, false);

insert into published.review
with valued as (
    select doubtful.*, one.records + other.records as records, one.is_child or other.is_child as has_child,
        one.has_plan or other.has_plan as has_plan, one.is_open or other.is_open as is_open,
        one.is_shielded or other.is_shielded or record_id_l in (from view.hidden_home)
            or record_id_r in (from view.hidden_home) as is_shielded,
        log2(1 + one.records + other.records)
            * (1 + (one.is_child or other.is_child)::int + 2 * (one.has_plan or other.has_plan)::int + (one.is_open or other.is_open)::int)
            -- Where other records have joined the two already, little hangs on this pair.
            * case when person_ref_l = person_ref_r then 0.3 else 1 end
            / (1 + abs(weight - $threshold)) as worth
    from view.doubtful as doubtful
    join view.at_stake as one on one.person_ref = person_ref_l
    join view.at_stake as other on other.person_ref = person_ref_r
),
-- What was drawn stays drawn when it has been settled; otherwise every run would ask for as many again.
drawn as (
    select record_id_l, record_id_r from valued where why = 'SAMPLE' order by draw limit $samples
),
asked as (
    select * replace (case when drawn.record_id_l is null and why = 'SAMPLE' then 'NEAR' else why end as why)
    from valued left join drawn using (record_id_l, record_id_r)
    where not is_decided and (drawn.record_id_l is not null or why <> 'SAMPLE' or abs(weight - $threshold) <= 8)
),
-- Of the pairs between two people one is asked about, the most telling: the answer holds all their records apart, or joins them.
ordered as (
    select *, row_number() over (partition by why order by worth desc, draw) as turn from (
        from asked qualify why = 'SAMPLE' or row_number() over (
            partition by why = 'SAMPLE', least(person_ref_l, person_ref_r), greatest(person_ref_l, person_ref_r) order by worth desc, draw) = 1)
)
select 'RV-' || upper(keyed_hash('pair:' || record_id_l || '|' || record_id_r)[1:12]),
    why, veto, row_number() over (order by worth desc, draw), weight, record_id_l, record_id_r, person_ref_l, person_ref_r,
    one.agency_id, other.agency_id,
    -- Beside somebody who must not be found the other's homes are left out too: they may be of one person, after all.
    case when is_shielded then json_merge_patch(one.shown, '{"homes": []}') else one.shown end,
    case when is_shielded then json_merge_patch(other.shown, '{"homes": []}') else other.shown end,
    cast(to_json({'prior': round(prior, 2), 'weight': round(weight, 2), 'comparisons': evidence::JSON}) as varchar),
    records, has_child, has_plan, is_open, is_shielded
from ordered
join view.shown as one on one.record_id = record_id_l
join view.shown as other on other.record_id = record_id_r
where why = 'SAMPLE' or why = 'NEAR' and turn <= $reviews or why = 'VETO' and turn <= $vetoed
order by all;
