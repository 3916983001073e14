-- Who is whom, for everybody: what the next increment begins with.
create or replace view linking.whose as
select n, label, person_ref from linking.label join linking.ref using (n);

create or replace view linking.new_ref as from giving.used;
