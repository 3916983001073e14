-- The first line that stands where no seal can come any more, or in an epoch that nobody signed for.
with last as (
    select distinct on (epoch) epoch, to_tx from audit_seal order by epoch, number desc
),
epoch as (
    select coalesce((select max(number) from audit_epoch), 1) as newest
)
select e.id, e.tx
from audit_accessevent e cross join epoch left join last on last.epoch = e.epoch
where e.epoch <> epoch.newest
  and (e.epoch > epoch.newest or e.tx >= coalesce(last.to_tx, 0))
order by e.epoch, e.tx, e.id
limit 1
