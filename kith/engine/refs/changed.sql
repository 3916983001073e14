-- Every ref that a member has lost, with the one it has instead: MERGED where nobody bears the old one any more, else SPLIT.
create or replace table giving.change as
with bears as (
    select member, ref from giving.member join giving.given using (thing)
),
lost as (
    select member, ref from giving.before semi join giving.member using (member) anti join bears using (member, ref)
)
select lost.ref as old_ref, bears.ref as new_ref, count(*) as members,
    case when lost.ref in (select ref from giving.given) then 'SPLIT' else 'MERGED' end as cause
from lost join bears using (member)
group by lost.ref, bears.ref
order by all;
