-- Pairs inside one person that would link had no identifier been compared: only these hold it together without one.
create or replace table measuring.edge as
select n_l, n_r
from (from measuring.scored where unaided >= $threshold and may_link and coalesce(by_another, true))
join linking.label as l on l.n = n_l
join linking.label as r on r.n = n_r and r.label = l.label;
