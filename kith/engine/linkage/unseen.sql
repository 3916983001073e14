-- The pairs within a cluster that was formed just now which nobody compared.
create or replace table linking.blocked as
select '0' as match_key, l.n::integer as join_key_l, r.n::integer as join_key_r, 0 as rules
from linking.label as l join linking.label as r on l.label = r.label and l.n < r.n
semi join linking.member as formed on formed.n = l.n
anti join linking.compared on n_l = l.n and n_r = r.n
join linking.record as known_l on known_l.n = l.n join linking.record as known_r on known_r.n = r.n;
