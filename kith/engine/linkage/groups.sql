-- Which group each record of a run is in, as its own agency says: to see whether linkage works as well for all, and
-- for nothing else: it never decides who is whom. (Areas of deprivation come with the room of places.)
create or replace table linking."group" as
select n, 'sex' as what, sex as value from linking.record where sex is not null
union all
-- Refused and not yet asked are answers about the asking, not about a person.
select n, 'ethnicity', ethnicity from linking.record join standard.person using (record_id)
where ethnicity is not null and ethnicity not in ('REFU', 'NOBT')
union all
select n, 'born', birth[1:3] || '0 to ' || birth[1:3] || '9' from linking.record where birth is not null
union all
select n, 'source', source from linking.record;

create or replace table linking.default_birth as
select distinct n from linking.record join standard.note using (record_id) where rule = 'DEFAULT_BIRTH_DATE';
