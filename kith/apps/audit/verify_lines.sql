-- The lines that one seal covers, as they are now.
select e.id, e.tx, kith_log_line(e)
from audit_seal seal
join audit_accessevent e on e.epoch = seal.epoch and e.tx >= seal.from_tx and e.tx < seal.to_tx
where seal.number = %(number)s
order by e.tx, e.id
