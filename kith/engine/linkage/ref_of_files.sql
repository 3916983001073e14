create or replace table linking.ref as
select member::integer as n, ref as person_ref from giving.member join giving.given using (thing);

create or replace view linking.change as
select old_ref, new_ref, members as records, cause from giving.change;
