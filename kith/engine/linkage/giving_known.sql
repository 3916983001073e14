-- What the records that are looked at again were called, and every ref ever given.
insert into giving.before
select n::varchar, person_ref from linking.earlier semi join linking.label using (n);

insert into giving.used
from linking.known_used;
