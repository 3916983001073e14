-- Whoever lists people seldom lists one twice: two of its records are compared only where something exact says so.
create or replace macro may_compare(one, two) as one.lister is null or one.lister <> two.lister
    or list_has_any(one.ids, two.ids)
    or (one.forename = two.forename and one.surname = two.surname and one.birth = two.birth);

create or replace table linking.blocked as
select blocked.* from linking.blocked
join linking.record as l on l.n = join_key_l join linking.record as r on r.n = join_key_r
where coalesce(may_compare(l, r), false);
