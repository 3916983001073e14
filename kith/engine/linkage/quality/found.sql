-- Linked pairs that were compared, with the blocking rules that brought them together, a bit for each.
create or replace table measuring.found as
select l.label, found_by.rules, l.says_enough and r.says_enough as says_enough
from measuring.found_by
join measuring.record as l on l.n = n_l
join measuring.record as r on r.n = n_r and r.label = l.label
join measuring.person on person.label = l.label
where found_by.rules <> 0 and records <= $most_records;
