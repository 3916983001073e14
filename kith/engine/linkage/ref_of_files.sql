create or replace table linking.ref as
select member::integer as n, ref as person_ref from giving.member join giving.given using (thing);
