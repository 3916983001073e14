-- Pairs of records that share an identifier: the nearest thing to knowing who is the same person. Measured on them: did they
-- end in one person; would they have without the identifier; by themselves, without a third record.
create or replace table measuring.number_size as
select number, count(*) as records from measuring.identifier group by number having count(*) > 1;

create or replace table measuring.shared as
with held as (select number, n from measuring.identifier semi join (from measuring.number_size where records <= $most_holders) using (number)),
pair as (select l.n as n_l, r.n as n_r, min(l.number) as unit from held as l join held as r on l.number = r.number and l.n < r.n group by l.n, r.n)
select pair.*,
    coalesce(l.label = r.label, false) as found,
    coalesce(l.label = r.label and l.piece = r.piece, false) as unaided,
    edge.n_l is not null as alone,
    -- Another first letter, and three digits or more of the birth date: as likely a number borrowed from a relative.
    coalesce(l.initial <> r.initial and hamming(l.birth::varchar, r.birth::varchar) >= 3, false) as contradicts,
    -- A record without a name or of nothing but a name has only its identifier: it cannot tell how well the rest works.
    l.says_enough and r.says_enough as says_enough,
    l.source <> r.source as two_sources
from pair
join measuring.record as l on l.n = pair.n_l
join measuring.record as r on r.n = pair.n_r
left join measuring.edge on edge.n_l = pair.n_l and edge.n_r = pair.n_r;
