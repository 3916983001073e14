select count(*)
from audit_accessevent e
where e.epoch = coalesce((select max(number) from audit_epoch), 1)
  and e.tx >= coalesce(
      (
          select seal.to_tx from audit_seal seal
          where seal.epoch = coalesce((select max(number) from audit_epoch), 1)
          order by seal.number desc limit 1
      ), 0
  )
