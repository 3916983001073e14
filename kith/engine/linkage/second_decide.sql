-- linking.chosen: the pairs of clusters that may become one: likelier than not one person's, and nobody else comes near.

create or replace table linking.rivals as
-- Two clusters that a source lists which seldom lists anybody twice are likelier two people's.
with listed as (select distinct hinted.label, source from linking.hinted join linking.record using (n)),
both_list as (
    select join_key_l as n_l, join_key_r as n_r, min(bits) as bits
    from linking.hint join listed as l on l.label = join_key_l
    join listed as r on r.label = join_key_r and r.source = l.source
    join linking.twice on twice.source = l.source
    group by all
),
said as (
    select weighed.n_l, weighed.n_r, strangers + coalesce(bits, 0) as strangers, relative + coalesce(bits, 0) as relative,
        -- Where names alone speak, or one source lists both, it must be likelier. Where only relatives could look so, it is
        -- those relatives who come near, or nobody.
        case when bits is not null then $threshold
            when $names_enough and weighed.strangers >= $of_the_family then $where_family
            when birth = -1 and home <= 0 and middle < 1 and not same_id then $names_alone else $enough end as least,
        -- What speaks for a relative instead. Two who share all but the first name may be twins, unless it is misspelt.
        case
            when birth between 0 and 1 and not same_id then 'BIRTH_DIFFERS'
            when forename = 0 and not (same_id and middle = 1)
                and coalesce(jaro_winkler_similarity(forename_l, forename_r), 0) < 0.75 then 'FORENAME_DIFFERS'
            when not $names_enough and not shared and (birth = -1 or surname = 0) and home <= 0 and not same_id then 'SAYS_TOO_LITTLE'
        end as objection
    from linking.whole_weighed as weighed
    join (select n as n_l, forename as forename_l from linking.whole) using (n_l)
    join (select n as n_r, forename as forename_r from linking.whole) using (n_r)
    join linking.hint on join_key_l = weighed.n_l and join_key_r = weighed.n_r
    left join both_list on both_list.n_l = weighed.n_l and both_list.n_r = weighed.n_r
)
select *, (strangers - log2(1 + pow(2, least(strangers - relative, 300))))::float as weight from said;

create or replace table linking.chosen as
with one_way as (
    select n_l as n, n_r as other, weight, objection from linking.rivals
    union all
    select n_r, n_l, weight, objection from linking.rivals
),
-- Whoever is as likely the same person as the other is no rival.
rival as (
    select one.n, one.other, max(third.weight) as weight
    from one_way as one
    join one_way as third on third.n = one.n and third.other <> one.other
    left join one_way as back on back.n = third.other and back.other = one.other and back.weight >= 0 and back.objection is null
    where back.n is null
    group by all
)
select rivals.n_l, rivals.n_r, strangers::float as strangers, relative::float as relative
from linking.rivals
left join rival as l on l.n = rivals.n_l and l.other = rivals.n_r
left join rival as r on r.n = rivals.n_r and r.other = rivals.n_l
where objection is null and rivals.weight >= least
    and rivals.weight - coalesce(l.weight, -99) >= $clear and rivals.weight - coalesce(r.weight, -99) >= $clear;
