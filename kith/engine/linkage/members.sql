insert into giving.member
select 'c' || label, record_id, 1 from linking.label join linking.record using (n);
