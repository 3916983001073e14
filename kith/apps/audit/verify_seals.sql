-- Works out again every seal from one number to another: from the lines that are there now, and from its own numbers.
select
    seal.number, seal.epoch, seal.from_tx, seal.to_tx, seal.lines, seal.hash, seal.previous,
    seal.hash = kith_seal_hash(
        seal.number, seal.epoch, seal.from_tx, seal.to_tx, seal.lines, seal.form, seal.sealed_at, seal.previous,
        seal.roll
    ) and length(seal.roll) = seal.lines * 40 as is_itself,
    roll.roll is not distinct from seal.roll as is_right,
    roll.lines as found
from audit_seal seal
cross join lateral (
    select count(*) as lines, string_agg(int8send(e.id) || kith_log_line(e), ''::bytea order by e.tx, e.id) as roll
    from audit_accessevent e
    where e.epoch = seal.epoch and e.tx >= seal.from_tx and e.tx < seal.to_tx
) roll
where seal.number between %(first)s and %(last)s
order by seal.number
