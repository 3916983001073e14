-- Links drawn at random that a reviewer judged. A link that was taken apart because of the answer stays in the count: else
-- each answer of "not the same" would mend the figure instead of telling it.
create or replace table measuring.looked as
select distinct n_l, n_r, same
from measuring.labelled
join measuring.scored using (n_l, n_r)
join measuring.record as l on l.n = n_l
join measuring.record as r on r.n = n_r
where is_sample and same is not null and (l.label = r.label or veto = 'PEOPLE_SAID_NOT_THE_SAME');
