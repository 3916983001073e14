-- The counts of the linkage's report: one row for each, with a name where there are several of a kind.
create or replace table linking.report as
select 'records' as what, null as name, count(*) as count from linked.record_person
union all
select 'people', null, count(distinct person_ref) from linked.record_person
union all
select 'pairs_compared', null, count(*) from linking.compared
union all
select 'pairs_above_threshold', null, count(*) from linking.guarded where veto is null and weight >= $threshold
union all
select 'crowded_people', null, count(*)
from (select person_ref from linked.record_person group by person_ref having count(*) > $most_records)
union all
select 'vetoes', veto, count(*) from linking.guarded where veto is not null and weight >= $threshold group by veto
union all
select 'records_per_person', least(records, 12)::varchar, count(*)
from (select count(*) as records from linked.record_person group by person_ref) group by least(records, 12)
union all
select 'too_common_keys', name, count(*) from linking.key_size join linking.key_limit using (rule) join linking.rule using (rule)
where records > largest group by name
union all
-- Records that no rule could link: no identifier, and no name with a birth date or a place.
select 'say_too_little', source, count(*) from linking.record
where len(ids) = 0
    and (forename is null or surname is null or birth is null and len(dwellings) + len(postcodes) = 0)
group by source
order by 1, 2;
