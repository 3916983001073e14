-- Seals what is settled: lines of transactions below the oldest that still runs, of which no more can come. One
-- statement, so that the snapshot that says which those are is the one in which they are read.
with last as (
    select number, epoch, to_tx, hash from audit_seal order by number desc limit 1
),
epoch as (
    select coalesce((select max(number) from audit_epoch), 1) as number
),
start as (
    select
        epoch.number as epoch,
        coalesce((select number from last), 0) + 1 as number,
        coalesce((select to_tx from last where last.epoch = epoch.number), 0) as from_tx,
        -- The first seal of an epoch hangs on the epoch's signed beginning, which hangs on the seal before it.
        coalesce(
            (select hash from last where last.epoch = epoch.number),
            (select hash from audit_epoch where audit_epoch.number = epoch.number),
            ''
        ) as previous,
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled
    from epoch
),
span as (
    -- A seal is of so many lines at most; a long backlog becomes several.
    select start.*, coalesce((
        select greatest(e.tx, start.from_tx + 1) from audit_accessevent e
        where e.epoch = start.epoch and e.tx >= start.from_tx and e.tx < start.settled
        order by e.tx offset %(at_most)s limit 1
    ), start.settled) as to_tx
    from start
),
roll as (
    select count(*)::integer as lines, string_agg(int8send(e.id) || kith_log_line(e), ''::bytea order by e.tx, e.id) as roll
    from span join audit_accessevent e on e.epoch = span.epoch and e.tx >= span.from_tx and e.tx < span.to_tx
)
insert into audit_seal (number, epoch, from_tx, to_tx, lines, form, roll, previous, hash, sealed_at)
select
    span.number, span.epoch, span.from_tx, span.to_tx, roll.lines, 1, roll.roll, span.previous,
    kith_seal_hash(
        span.number, span.epoch, span.from_tx, span.to_tx, roll.lines, 1::smallint, now(), span.previous, roll.roll
    ),
    now()
from span, roll
where roll.lines > 0 and span.to_tx > span.from_tx
returning number, lines, hash
