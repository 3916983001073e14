-- How many are linked and in view, and why: for the partnership board, which sees no name.
insert into published.people_count
select 'LINKED', count(*) from linked.person
union all select 'IN_VIEW', count(*) from view.person
union all select 'OUT_OF_VIEW', (select count(*) from linked.person) - (select count(*) from view.person)
-- Why: somebody may be in view for several reasons, and whoever has none of their own is there with their family.
union all select 'IN_VIEW_' || upper(why), count(distinct person_ref) from view.reason group by why
union all select 'IN_VIEW_FAMILY', count(*) from (from view.person anti join view.direct using (person_ref))
union all select 'ABOUT_EVERYONE_ALONE', count(*) from (
    select person_ref from standard.person join linked.record_person using (record_id)
    group by person_ref having bool_and(source in (from view.about_everyone)))
union all select 'SOURCE_' || upper(source), count(distinct person_ref)
    from standard.person join linked.record_person using (record_id) semi join view.about_everyone using (source) group by source
order by 1;
