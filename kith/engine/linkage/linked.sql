insert into linked.record_person
select member, ref from giving.member join giving.given using (thing) order by member;

insert into linked.pair
select l.record_id, r.record_id, weight, 1 / (1 + pow(2, -weight)), veto
from linking.guarded join linking.record as l on l.n = n_l join linking.record as r on r.n = n_r
where weight > -5 or veto is not null and weight > 0
order by all;
