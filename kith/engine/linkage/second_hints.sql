-- linking.hint: the pairs of clusters of which some pair of records is not much likelier two strangers', nor forbidden.
create or replace table linking.hint as
with apart as (
    select n_l as n from linking.human where human.apart union select n_r from linking.human where human.apart
),
-- Whoever people keep apart from somebody is left as they are: joined to more, they would be easier to find.
kept as (select distinct label from apart join linking.label using (n)),
between as (
    select least(l.label, r.label)::integer as join_key_l, greatest(l.label, r.label)::integer as join_key_r
    from linking.guarded join linking.label as l on l.n = n_l join linking.label as r on r.n = n_r
    where l.label <> r.label and l.label not in (from kept) and r.label not in (from kept)
    group by all
    having max(strangers) > $least and not bool_or(coalesce(veto in $final, false))
),
-- Whoever lists people seldom lists one twice. A list for each cluster: beside each other, all that one agency lists would be
-- as many pairs as it has people, squared.
listed as (
    select label::integer as label, list(distinct lister) as listers from linking.label join linking.record using (n)
    where lister is not null group by label
)
select '0' as match_key, join_key_l, join_key_r, 0 as rules, coalesce(bool_or(shared), false) as shared
from between
left join (
    select l.label as join_key_l, r.label as join_key_r, bool_or(shared) as shared
    from linking.akin join linking.label as l on l.n = n_l join linking.label as r on r.n = n_r group by all
) using (join_key_l, join_key_r)
left join listed as one on one.label = join_key_l
left join listed as other on other.label = join_key_r
where not coalesce(list_has_any(one.listers, other.listers), false)
group by join_key_l, join_key_r;

create or replace table linking.hinted as
select label::integer as label, n from linking.label
where label in (select join_key_l from linking.hint union select join_key_r from linking.hint);
