"""Proves the log: works every seal out again, names the first line that was altered, and compares the lodged heads.

What nobody has sealed yet cannot be proved, and is counted. A tail that was cut off together with its seals leaves a
chain that is whole: only a head that somebody else keeps shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connections, transaction
from django.db.models import Sum

from kith.apps.audit.heads import Head
from kith.apps.audit.models import Epoch, LogDisposal, Seal, Verification
from kith.apps.base.sql import sql_text

AUDIT = "audit"
AT_ONCE = 20_000  # lines worked out in one query: what progress is told by
ENTRY = 40  # bytes of a roll for each line: eight of its number, thirty-two of its hash
WHOLE, ALTERED, LOST, UNPROVED = "WHOLE", "ALTERED", "LOST", "UNPROVED"


@dataclass
class Report:
    """What a proof found. ``altered`` are breaks; ``lost`` are seals that a signed restore left behind."""

    seals: int = 0
    lines: int = 0
    unsealed: int = 0
    heads: int = 0
    altered: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    disposals: list[str] = field(default_factory=list)
    epochs: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """ALTERED, LOST, UNPROVED (the chain is whole, no lodged head was there to compare) or WHOLE."""
        if self.altered:
            return ALTERED
        if self.lost:
            return LOST
        return WHOLE if self.heads else UNPROVED


@dataclass(frozen=True)
class Proof:
    """One proof that was made before."""

    at: datetime
    outcome: str
    seals: int
    lines: int
    unsealed: int
    heads: int
    finding: str


def verify_log(heads: Sequence[Head] = (), *, progress: Callable[[int], None] = lambda lines: None) -> Report:
    """Prove the log as it is at this moment, and keep what came of it."""
    report = Report()
    with transaction.atomic(using=AUDIT), connections[AUDIT].cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
        _verify_chain(cursor, report, progress)
        _verify_epochs(cursor, report)
        _find_strays(cursor, report)
        _compare_heads(report, heads)
    Verification.objects.using(AUDIT).create(
        outcome=report.outcome,
        seals=report.seals,
        lines=report.lines,
        unsealed=report.unsealed,
        heads=report.heads,
        finding=" ".join([*report.altered, *report.lost])[:500],
    )
    return report


def count_sealed() -> int:
    """Return how many lines the seals are of, for telling how far a proof has come."""
    return int(Seal.objects.using(AUDIT).aggregate(lines=Sum("lines"))["lines"] or 0)


def find_last_proof() -> Proof | None:
    """Return what the last proof found."""
    row = Verification.objects.using(AUDIT).order_by("-id").first()
    if row is None:
        return None
    return Proof(row.at, row.outcome, row.seals, row.lines, row.unsealed, row.heads, row.finding)


def _verify_chain(cursor: Any, report: Report, progress: Callable[[int], None]) -> None:
    disposed = _list_disposals(report)
    beginnings = dict(Epoch.objects.using(AUDIT).values_list("number", "hash"))
    number, epoch, to_tx, last_hash = 0, 1, 0, ""
    for first, last in _spans():
        cursor.execute(sql_text("kith.apps.audit", "verify_seals"), {"first": first, "last": last})
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            seal = dict(zip(names, row, strict=True))
            if seal["number"] != number + 1:
                report.altered.append(f"Seal {number + 1} is missing; the next one there is {seal['number']}.")
            if seal["epoch"] != epoch:
                last_hash, to_tx = beginnings.get(seal["epoch"], ""), 0
            hangs = seal["previous"] == last_hash and seal["from_tx"] == to_tx
            if not seal["is_itself"] or not hangs:
                report.altered.append(f"Seal {seal['number']} was itself altered or replaced.")
            elif seal["number"] in disposed:
                if seal["found"]:
                    report.altered.append(f"Seal {seal['number']} was disposed of, yet has lines: they were put in.")
            elif not seal["is_right"]:
                report.altered.append(_name_line(cursor, seal["number"]))
            report.seals += 1
            report.lines += seal["found"]
            number, epoch, to_tx, last_hash = seal["number"], seal["epoch"], seal["to_tx"], seal["hash"]
            progress(seal["lines"])


def _spans() -> Iterator[tuple[int, int]]:
    """Cut the chain into spans of about so many lines, so that no query holds all of it."""
    first, lines, number = None, 0, 0
    for number, count in Seal.objects.using(AUDIT).order_by("number").values_list("number", "lines").iterator():
        first = number if first is None else first
        lines += count
        if lines >= AT_ONCE:
            yield first, number
            first, lines = None, 0
    if first is not None:
        yield first, number


def _name_line(cursor: Any, number: int) -> str:
    """Compare one seal's roll with its lines, and name the first that differs."""
    roll = bytes(Seal.objects.using(AUDIT).values_list("roll", flat=True).get(number=number))
    entries = [roll[start : start + ENTRY] for start in range(0, len(roll), ENTRY)]
    sealed = {int.from_bytes(entry[:8], "big", signed=True): entry[8:] for entry in entries}
    cursor.execute(sql_text("kith.apps.audit", "verify_lines"), {"number": number})
    found = {line: (tx, bytes(hashed)) for line, tx, hashed in cursor.fetchall()}
    for line in sorted(sealed.keys() | found.keys()):
        if line not in found:
            return f"Line {line} was deleted, or moved to another transaction (seal {number})."
        if line not in sealed:
            return f"Line {line} (transaction {found[line][0]}) was put in after seal {number} was made."
        if found[line][1] != sealed[line]:
            return f"Line {line} (transaction {found[line][0]}) was altered after seal {number} was made."
    return f"The lines of seal {number} changed places."


def _list_disposals(report: Report) -> frozenset[int]:
    numbers: set[int] = set()
    for disposal in LogDisposal.objects.using(AUDIT).order_by("id"):
        numbers.update(disposal.seals)
        report.disposals.append(
            f"{disposal.lines} lines of {len(disposal.seals)} seals ({min(disposal.seals)} to {max(disposal.seals)}) "
            f"were disposed of on {disposal.at:%-d %B %Y} under certificate {disposal.certificate}."
        )
    return frozenset(numbers)


def _verify_epochs(cursor: Any, report: Report) -> None:
    hashes = dict(Seal.objects.using(AUDIT).values_list("number", "hash"))
    for row in Epoch.objects.using(AUDIT).order_by("number"):
        names = [row.first_signature, row.second_signature]
        previous = hashes.get(row.after_seal, "")
        cursor.execute(
            "select kith_epoch_hash(%s, %s, %s, %s, %s::text[], %s)",
            [row.number, row.began_at, row.after_seal, previous, names, row.why],
        )
        if cursor.fetchone()[0] != row.hash:
            report.altered.append(f"The beginning of epoch {row.number} was altered or replaced.")
        report.epochs.append(
            f"Epoch {row.number} began on {row.began_at:%-d %B %Y} after seal {row.after_seal}, signed by "
            f"{names[0]} and {names[1]}: {row.why}"
        )


def _find_strays(cursor: Any, report: Report) -> None:
    cursor.execute(sql_text("kith.apps.audit", "verify_strays"))
    if stray := cursor.fetchone():
        report.altered.append(f"Line {stray[0]} (transaction {stray[1]}) was put in where nothing more could come.")
    cursor.execute(sql_text("kith.apps.audit", "count_unsealed"))
    report.unsealed = cursor.fetchone()[0]


def _compare_heads(report: Report, heads: Sequence[Head]) -> None:
    """Find the first lodged head that the chain does not have; a signed restore may have lost it honestly."""
    chain = dict(Seal.objects.using(AUDIT).values_list("number", "hash"))
    restores = {row.number: row for row in Epoch.objects.using(AUDIT).all()}
    report.heads = len(heads)
    for head in sorted(heads, key=lambda each: (each.number, each.epoch)):
        if chain.get(head.number) == head.hash:
            continue
        restore = restores.get(head.epoch + 1)
        if restore is not None and head.number >= _first_lost(restore):
            report.lost.append(
                f"Seal {head.number} of epoch {head.epoch}, lodged with {head.kept_by}, was lost in the restore that "
                f"{restore.first_signature} and {restore.second_signature} signed for: ask them both."
            )
            continue
        what = (
            "is not the one that was lodged: the chain was replaced"
            if head.number in chain
            else ("is not there: the end of the log was cut off")
        )
        report.altered.append(f"Seal {head.number}, lodged with {head.kept_by}, {what}.")
        return


def _first_lost(restore: Epoch) -> int:
    """Return the first number that the restored database did not bring along: its closing seal was made afterwards."""
    closing = Seal.objects.using(AUDIT).filter(number=restore.after_seal, sealed_at=restore.began_at)
    return restore.after_seal if closing.exists() else restore.after_seal + 1
