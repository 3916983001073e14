-- addresses.met_first: every normal form met for the first time, with its dwelling: what the next increment must know.

create or replace table addresses.met_first as
select form.* replace (dwelling.dwelling as dwelling)
from addresses.form as form join addresses.dwelling as dwelling using (form)
where form.form not in (select form from linking.known_home);
