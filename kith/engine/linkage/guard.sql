-- Holds apart pairs that a family makes look alike, whatever their weight: brothers, twins, fathers and sons.
-- Levels are those of model.json, counted from 0 = differs; -1 = missing, which never counts against a pair.

create table if not exists linking.kin (n BIGINT, people BIGINT[]);

create table if not exists linking.label (n BIGINT, label BIGINT);

create or replace table linking.guarded as
select scored.* replace (
        case when list_has_any(left_kin.people, right_kin.people) then weight + (select share from linking.how_common where what = 'shared relative, in bits') else weight end as weight),
    case
        when human.apart then 'PEOPLE_SAID_NOT_THE_SAME'
        when human.together then null
        -- Nobody is their own parent: a school lists a father by his son's name, with no birth date.
        when list_contains(left_kin.people, right_label.label) or list_contains(right_kin.people, left_label.label)
            then 'RELATED_TO_EACH_OTHER'
        when l.born_on > r.born_by or r.born_on > l.born_by then 'TOO_YOUNG_TO_BE_THE_PARENT'
        -- A wrong NHS number is borrowed from a relative more often than a name and a birth date are both mistaken.
        when scored.forename = 0 and scored.birth in (0, 1) then 'FORENAME_AND_BIRTH_DIFFER'
        when scored.nhs_number = 0 and not (scored.forename = 4 and scored.surname >= 1 and scored.birth = 4)
            then 'NHS_NUMBERS_CONFLICT'
        when scored.upn = 0 and not (scored.forename = 4 and scored.surname >= 1 and scored.birth = 4) then 'UPNS_CONFLICT'
        when scored.forename = 0 and scored.nhs_number < 2 and scored.upn < 1 and scored.own_id < 1 then 'FORENAME_DIFFERS'
        when scored.birth = 0 and scored.nhs_number < 2 and scored.upn < 1 and scored.own_id < 1 then 'BIRTH_DIFFERS'
    end as veto,
    coalesce(human.together, false) as must
from linking.scored
join linking.record as l on l.n = n_l
join linking.record as r on r.n = n_r
left join linking.human using (n_l, n_r)
left join linking.kin as left_kin on left_kin.n = n_l
left join linking.kin as right_kin on right_kin.n = n_r
left join linking.label as left_label on left_label.n = n_l
left join linking.label as right_label on right_label.n = n_r;

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
    from one_way join linking.record using (n) where birth is null and nhs_number is null and upn is null
)
select distinct a.n
from candidate as a
join candidate as b on a.n = b.n and a.other < b.other
join linking.guarded as apart on apart.n_l = a.other and apart.n_r = b.other and apart.veto is not null
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
