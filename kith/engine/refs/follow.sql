-- Gives every thing in giving.member its ref: the old one where its members had one, else one drawn by a keyed hash.
-- In: giving.member (thing, member, weight), giving.before and giving.forced (member, ref). Out: giving.given (thing, ref).

create or replace table giving.overlap as
with brings as (
    select member, ref from giving.forced
    union all
    select member, ref from giving.before anti join giving.forced using (member)
)
select thing, ref, sum(weight) as weight, min(member) as first_member, any_value(whole) as whole
from giving.member join brings using (member)
join (select thing, sum(weight) as whole from giving.member group by thing) using (thing)
group by thing, ref;

-- A ref follows most of its members (where two things hold as many, to the smaller); of the refs that come to one thing,
-- the one with most members there survives.
create or replace table giving.given as
with follows as (
    select * from giving.overlap
    qualify row_number() over (partition by ref order by weight desc, whole, first_member, thing) = 1
)
select thing, ref from follows
qualify row_number() over (partition by thing order by weight desc, first_member, ref) = 1;
