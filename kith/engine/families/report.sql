-- The counts of the families' report.
create or replace table kin.report as
with family as (select family_ref, count(*) as members from families.family_member group by family_ref),
person as (select person_ref, count(*) as families from families.family_member group by person_ref)
select 'dwellings' as what, null as name, count(*) as count from families.dwelling
union all
select 'communal_dwellings', null, count(*) from families.dwelling where is_communal
union all
select 'protected_dwellings', null, count(*) from families.dwelling where is_protected
union all
select 'households', null, count(distinct dwelling_id) from families.household
union all
select 'people_without_a_home', null, count(*) from linked.person
where person_ref not in (select person_ref from families.residence where valid_to is null)
union all
select 'families', null, count(*) from family
union all
select 'people_in_a_family', null, count(*) from person
union all
select 'people_in_two_families', null, count(*) from person where families > 1
union all
select 'crowded_families', null, count(*) from family where members > $most_members
union all
select 'improbable_relations', null, count(*) from kin.improbable
union all
select 'household_status', status, count(*) from families.household_status group by status
union all
select 'relations_said_by_people', null, count(*) from kin.said
union all
select 'members_per_family', least(members, 15)::varchar, count(*) from family group by least(members, 15)
order by 1, 2;
