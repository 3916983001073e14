"""Lodges the head of the chain with partners: a file of their own that is only ever added to.

Heads wait in the database until a partner's folder takes them, so that a folder that is away loses none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils import timezone

from kith.apps.audit.models import Lodging, Seal
from kith.vocabulary.errors import KithError

AUDIT = "audit"
FILE = "heads.jsonl"


class HeadUnreadable(KithError):
    """A file of lodged heads cannot be read."""

    code = "K424"


@dataclass(frozen=True)
class Head:
    """One head as it was lodged; ``kept_by`` is the partner's folder or file that it was read from."""

    epoch: int
    number: int
    lines: int
    to_tx: int
    hash: str
    sealed_at: str
    kept_by: str = ""


def ask_to_lodge(agency_ids: Iterable[str]) -> None:
    """Put the newest head in the queue of each partner."""
    number = Seal.objects.using(AUDIT).order_by("-number").values_list("number", flat=True).first()
    if number is None:
        return
    now = timezone.now()
    Lodging.objects.using(AUDIT).bulk_create(
        [Lodging(agency_id=agency_id, seal_number=number, wanted_at=now) for agency_id in sorted(set(agency_ids))],
        ignore_conflicts=True,
    )


def lodge_heads(folder: Path) -> tuple[int, int]:
    """Write what waits into each partner's file; return how many were lodged and how many still wait."""
    lodged = 0
    waiting = Lodging.objects.using(AUDIT).filter(lodged_at=None).order_by("agency_id", "seal_number")
    closed: set[str] = set()
    for lodging in waiting:
        if lodging.agency_id in closed:
            continue
        try:
            _append(folder / lodging.agency_id / FILE, _head(lodging.seal_number))
        except OSError:
            closed.add(lodging.agency_id)
            continue
        Lodging.objects.using(AUDIT).filter(pk=lodging.pk).update(lodged_at=timezone.now())
        lodged += 1
    return lodged, count_waiting()


def count_waiting() -> int:
    """Return how many heads no partner's folder has taken yet."""
    return Lodging.objects.using(AUDIT).filter(lodged_at=None).count()


def read_lodged(folder: Path) -> tuple[Head, ...]:
    """Return every head that lies in the partners' folders on this machine."""
    return tuple(head for file in sorted(folder.glob(f"*/{FILE}")) for head in read_heads(file, file.parent.name))


def read_heads(file: Path, kept_by: str = "") -> tuple[Head, ...]:
    """Return the heads of one file."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return tuple(Head(**json.loads(line), kept_by=kept_by or file.name) for line in lines if line.strip())
    except (OSError, ValueError, TypeError) as error:
        raise HeadUnreadable(
            f"{file} is not a file of lodged heads, or was changed.",
            not_done="The log was not proved.",
            mend="Ask the partner for their copy of heads.jsonl, as it was sent to them.",
        ) from error


def _head(number: int) -> Head:
    seal = Seal.objects.using(AUDIT).defer("roll").get(number=number)
    return Head(seal.epoch, seal.number, seal.lines, seal.to_tx, seal.hash, seal.sealed_at.isoformat())


def _append(file: Path, head: Head) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    line = {name: value for name, value in asdict(head).items() if name != "kept_by"}
    with file.open("ab") as out:
        out.write((json.dumps(line) + "\n").encode())
        out.flush()
        os.fsync(out.fileno())
