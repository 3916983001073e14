insert into giving.member
select 'c' || label, n::varchar, 1 from linking.label;
