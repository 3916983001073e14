-- Seals what the old epoch left unsealed, whatever its transaction numbers, and begins the next epoch. The log is
-- locked against writers, so nothing more can come to the old one.
with last as (
    select number, epoch, to_tx, hash from audit_seal order by number desc limit 1
),
old as (
    select
        coalesce((select max(number) from audit_epoch), 1) as epoch,
        coalesce((select number from last), 0) as number
),
start as (
    select
        old.epoch, old.number,
        coalesce((select to_tx from last where last.epoch = old.epoch), 0) as from_tx,
        coalesce(
            (select hash from last where last.epoch = old.epoch),
            (select hash from audit_epoch where audit_epoch.number = old.epoch),
            ''
        ) as previous
    from old
),
roll as (
    select count(*)::integer as lines, coalesce(max(e.tx), 0) + 1 as to_tx,
        string_agg(int8send(e.id) || kith_log_line(e), ''::bytea order by e.tx, e.id) as roll
    from start join audit_accessevent e on e.epoch = start.epoch and e.tx >= start.from_tx
),
closing as (
    insert into audit_seal (number, epoch, from_tx, to_tx, lines, form, roll, previous, hash, sealed_at)
    select start.number + 1, start.epoch, start.from_tx, roll.to_tx, roll.lines, 1, roll.roll, start.previous,
        kith_seal_hash(
            start.number + 1, start.epoch, start.from_tx, roll.to_tx, roll.lines, 1::smallint, now(), start.previous,
            roll.roll
        ),
        now()
    from start, roll where roll.lines > 0
    returning number, hash
)
insert into audit_epoch (number, began_at, after_seal, first_signature, second_signature, why, hash)
select
    start.epoch + 1, now(), coalesce(closing.number, start.number),
    (%(names)s::text[])[1], (%(names)s::text[])[2], %(why)s,
    kith_epoch_hash(
        start.epoch + 1, now(), coalesce(closing.number, start.number), coalesce(closing.hash, start.previous),
        %(names)s::text[], %(why)s
    )
from start left join closing on true
returning number
