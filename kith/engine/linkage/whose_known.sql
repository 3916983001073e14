-- Who is whom, for everybody: earlier records that nobody touched as they were, all others as they are now.
create or replace view linking.whose as
select n, label, person_ref from linking.label join linking.ref using (n)
union all
select n, label, person_ref from linking.known_label anti join linking.label using (n)
where n not in (select n from linking.replaced);

create or replace view linking.new_ref as select ref from giving.used anti join linking.known_used using (ref);
