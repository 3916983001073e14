-- The earlier records that a new one is compared with, beside the new ones.
insert into linking.record by name
from linking.known_record
where n in (select join_key_l from linking.blocked) and n < getvariable('first_new');
