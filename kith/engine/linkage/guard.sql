-- Holds apart pairs that a family makes look alike, whatever their weight: brothers, twins, fathers and sons.
-- Levels are those of model.json, counted from 0 = differs; -1 = missing, which never counts against a pair.

create table if not exists linking.kin (n BIGINT, people BIGINT[]);

create table if not exists linking.label (n BIGINT, label BIGINT);

create table if not exists linking.human (n_l BIGINT, n_r BIGINT, together BOOLEAN, apart BOOLEAN);

-- What a run's relations say of a pair: only records with relatives have a row.
create or replace table linking.akin as
select n_l, n_r, list_has_any(left_kin.people, right_kin.people) as shared,
    coalesce(list_contains(left_kin.people, right_label.label) or list_contains(right_kin.people, left_label.label), false) as related
from linking.weighed
left join linking.kin as left_kin on left_kin.n = n_l
left join linking.kin as right_kin on right_kin.n = n_r
left join linking.label as left_label on left_label.n = n_l
left join linking.label as right_label on right_label.n = n_r
where exists (from linking.kin) and (left_kin.n is not null or right_kin.n is not null);

create or replace table linking.parent_age as
select l.n as n_l, r.n as n_r from linking.weighed
join linking.record as l on l.n = n_l join linking.record as r on r.n = n_r
where exists (from linking.record where born_by is not null) and (l.born_on > r.born_by or r.born_on > l.born_by);

create table if not exists linking.never_there (source VARCHAR, sex VARCHAR, band INTEGER);

-- A father's wages are not his infant son's, whose name and home are the same.
create or replace table linking.wrong_age as
with undated as (select n, source from linking.record where birth is null),
dated as (select n, sex, born_year // 5 as band from linking.record where birth is not null),
one_way as (select n_l, n_r, n_l as n, n_r as other from linking.weighed union all select n_l, n_r, n_r, n_l from linking.weighed)
select distinct n_l, n_r from one_way join undated using (n) join dated on dated.n = other
semi join linking.never_there as never
    on never.source = undated.source and never.band = dated.band and never.sex = dated.sex;

create table if not exists linking.twice (source VARCHAR, bits FLOAT);

create or replace table linking.both_listed as
select n_l, n_r, bits from linking.weighed
join (select n as n_l, source from linking.record) as l using (n_l) join (select n as n_r, source from linking.record) as r using (n_r)
join linking.twice on twice.source = l.source
where l.source = r.source;

create or replace table linking.guarded as
select weighed.*,
    -- Brothers share a mother too: a shared relative says nothing against their being two.
    strangers - log2(1 + pow(2, least(strangers - relative, 300))) as weight,
    case
        when human.apart then 'PEOPLE_SAID_NOT_THE_SAME'
        when human.together then null
        -- Nobody is their own parent: a school lists a father by his son's name, with no birth date.
        when related then 'RELATED_TO_EACH_OTHER'
        when parent_age.n_l is not null then 'TOO_YOUNG_TO_BE_THE_PARENT'
        when wrong_age.n_l is not null then 'NOT_OF_THAT_AGE_THERE'
        when verified_differs and not (forename = 7 and surname >= 1 and birth = 7) then 'VERIFIED_NUMBERS_CONFLICT'
        -- A number is borrowed from a relative more often than a name and a birth date are both mistaken.
        -- Father and son of one name, where there are fathers and sons: not in a list of people who live alone.
        when birth = 0 and not same_id and relative < $near then 'BORN_A_GENERATION_APART'
        when relative < $relative then 'LIKELY_A_RELATIVE'
        when relative < 0 then 'MAYBE_A_RELATIVE'
        when birth = 1 and not same_id and relative < $near then 'BIRTH_DIFFERS'
        when number_differs and not same_id and birth < 6 and relative < $near then 'NUMBERS_DIFFER'
        when listed_twice and strangers < $threshold then 'LISTED_TWICE'
    end as veto,
    coalesce(human.together, false) as must
from (
    -- Where names alone are not enough, they neither join two records nor hold them apart; nor do a forename and a birth
    -- under another surname: that is also how a child looks who was adopted, or whoever took a new name to be safe.
    select weighed.* exclude (weight, shared) replace (
            case when shared then strangers + (select share from linking.how_common where what = 'shared relative, in bits')
                when is_silent then least(strangers, 0)
                else strangers end::float as strangers)
    from (
        select weighed.* replace (strangers + coalesce(bits, 0) as strangers, relative + coalesce(bits, 0) as relative),
            bits is not null as listed_twice, coalesce(akin.shared, false) as shared, akin.related,
            not $names_enough and not coalesce(akin.shared, false) and (birth = -1 or surname = 0) and home <= 0
                and not same_id as is_silent
        from linking.weighed left join linking.akin using (n_l, n_r) left join linking.both_listed using (n_l, n_r)
    ) as weighed
) as weighed
left join linking.parent_age using (n_l, n_r)
left join linking.wrong_age using (n_l, n_r)
left join linking.human using (n_l, n_r);

-- Who is not whom, now and from before.
create table if not exists linking.known_apart (n_l INTEGER, n_r INTEGER);

create or replace view linking.held_apart as
select n_l, n_r from linking.guarded where veto is not null union all from linking.known_apart;

-- A record without a birth date that could as well be either of two people who are not each other is left to itself:
-- a father's note must not become his son's.
create or replace table linking.undecided as
with one_way as (
    select n_l as n, n_r as other, weight from linking.guarded where veto is null and weight >= $threshold
    union all
    select n_r, n_l, weight from linking.guarded where veto is null and weight >= $threshold
),
candidate as (
    select one_way.*, max(weight) over (partition by one_way.n) as best
    from one_way join linking.record using (n) where birth is null
)
select distinct a.n
from candidate as a
join candidate as b on a.n = b.n and a.other < b.other
join linking.held_apart as apart on apart.n_l = a.other and apart.n_r = b.other
where a.weight > a.best - 5 and b.weight > b.best - 5;

-- A record that could be of either of two identities which people keep apart is left to itself, however well it fits:
-- joined to the wrong one it would show the way from the one to the other.
insert into linking.undecided
with one_way as (
    select n_l as n, n_r as other, weight from linking.guarded where veto is null and weight >= $threshold
    union all
    select n_r, n_l, weight from linking.guarded where veto is null and weight >= $threshold
)
select distinct a.n
from one_way as a join one_way as b on a.n = b.n
join linking.human as human on human.n_l = a.other and human.n_r = b.other and human.apart
where abs(a.weight - b.weight) < 8 and a.n not in (select n_l from linking.human union select n_r from linking.human);

update linking.guarded set veto = 'COULD_BE_EITHER'
where veto is null and not must and weight >= $threshold
    and (n_l in (from linking.undecided) or n_r in (from linking.undecided));
