-- Rows that speak of a record the source does not list are left out, with a note.

insert into standard.note
select source, from_record_id, 'RELATION_TO_NOBODY', 'to_local_id' from standard.relation
where from_record_id not in (select record_id from standard.person)
    or to_record_id not in (select record_id from standard.person);

delete from standard.relation
where from_record_id not in (select record_id from standard.person)
    or to_record_id not in (select record_id from standard.person);

insert into standard.note
select source, from_record_id, 'RELATION_TO_SELF', 'to_local_id' from standard.relation where from_record_id = to_record_id;

delete from standard.relation where from_record_id = to_record_id;

insert into standard.note
select source, record_id, 'INVOLVEMENT_WITH_NOBODY', 'local_id' from standard.involvement
where record_id not in (select record_id from standard.person);

delete from standard.involvement where record_id not in (select record_id from standard.person);

insert into standard.note
select source, record_id, 'ADDRESS_OF_NOBODY', 'local_id' from standard.address
where record_id not in (select record_id from standard.person);

delete from standard.address where record_id not in (select record_id from standard.person);

insert into standard.note
select source, fact_id, 'FACT_ABOUT_NOBODY', 'local_id' from standard.fact
where record_id is not null and record_id not in (select record_id from standard.person);

delete from standard.fact where record_id is not null and record_id not in (select record_id from standard.person);
