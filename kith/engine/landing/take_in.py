"""Takes in one file: makes its delivery's folder under another name, then moves it into place and into the ledger."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kith.engine.delivery import Delivery, Outcome
from kith.engine.files import file_hash, sync, write_whole
from kith.engine.landing.agreements import Agreement, check_agreement
from kith.engine.landing.headings import AnotherSourcesFile
from kith.engine.landing.land_rows import Parcel, land_rows, typing_database
from kith.engine.landing.ledger import INCOMING, Ledger, as_record
from kith.engine.landing.recognise import DayToCome, day_to_sort_by, files_of, refuse_empty, require_day
from kith.engine.landing.refuse import LandingRefusal, report_refusal
from kith.engine.landing.report import write_report
from kith.engine.sources.declare import File, Source


class NotNewer(LandingRefusal):
    """A newer file of the same kind has already landed."""

    code = "K112"


class UnknownSource(LandingRefusal):
    """The folder that the file lies in is not a source."""

    code = "K128"


class StillBeingWritten(LandingRefusal):
    """The file changed while it was being read."""

    code = "K129"


@dataclass(frozen=True)
class Desk:
    """What is on the desk while files land."""

    ledger: Ledger
    sources: Mapping[str, Source]
    agreements: Sequence[Agreement] | None
    accept: Collection[str] = ()
    today: date | None = None


def take_in(desk: Desk, source_name: str, path: Path, sha256: str) -> Delivery:
    """Land one file of the source so named, or find that it has landed before; refuse it where it cannot land."""
    source = _known(desk, source_name)
    before = desk.ledger.with_hash(sha256)
    if before is not None:
        return _already(before, source, path)
    refuse_empty(path)
    files = files_of(source, path, desk.sources.values())
    as_at = require_day(source, path)
    if desk.today and as_at > desk.today:
        raise DayToCome(
            f"The file speaks of {as_at.isoformat()}, a day still to come.",
            mend="Ask the sender for the right day; left so, it would shut out every true file until then.",
        )
    agreement = check_agreement(desk.agreements, source, max(as_at, desk.today or as_at))
    last = _last_rows(desk.ledger, source, files, as_at)
    parcel = Parcel(source, files, path, sha256, as_at, list(desk.sources.values()), last, desk.accept)
    return _take_in(desk, parcel, agreement)


def _take_in(desk: Desk, parcel: Parcel, agreement: str | None) -> Delivery:
    incoming = desk.ledger.runs.delivery(f"{INCOMING}{parcel.delivery_id}")
    (incoming / "original").mkdir(parents=True)
    try:
        copy = incoming / "original" / parcel.path.name
        shutil.copyfile(parcel.path, copy)
        if file_hash(copy) != parcel.sha256:
            raise StillBeingWritten(
                "The file changed while it was being read.",
                mend="Wait until it has been copied whole, and start again.",
            )
        with typing_database(incoming) as database:
            try:
                delivery = replace(land_rows(database, replace(parcel, path=copy), incoming), agreement=agreement)
                write_report(database, delivery, incoming)
            except LandingRefusal as refusal:
                # Told here, while the rows at fault are still known.
                runs, source = desk.ledger.runs, parcel.source.name
                return report_refusal(runs, source, parcel.path, parcel.sha256, parcel.as_at, refusal, database)
        return _move_into_place(desk.ledger, delivery, incoming)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def _move_into_place(ledger: Ledger, delivery: Delivery, incoming: Path) -> Delivery:
    final = ledger.runs.delivery(delivery.delivery_id)
    rows = {name: final / path.relative_to(incoming) for name, path in delivery.rows.items()}
    delivery = replace(delivery, folder=final, rows=rows)
    write_whole(incoming / "delivery.json", as_record(delivery))
    for path in sorted(incoming.rglob("*")):
        sync(path)
    sync(incoming)
    incoming.replace(final)
    sync(final.parent)
    ledger.remember(delivery)
    return delivery


def _known(desk: Desk, name: str) -> Source:
    if name in desk.sources:
        return desk.sources[name]
    raise UnknownSource(
        "The folder is not named as any source.",
        mend=f"Name it as one of: {', '.join(sorted(desk.sources))}; or make a source with: kith source new NAME.",
    )


def _already(before: Delivery, source: Source, path: Path) -> Delivery:
    if before.source != source.name:
        raise AnotherSourcesFile(
            f"This very file has landed before, as {before.delivery_id}.",
            mend=f"Ask the sender for the file of {source.title}.",
        )
    # A delivery that was deleted after its time stays forgotten, though the file still lies among the extracts.
    rows = {name: rows for name, rows in before.rows.items() if rows.exists()}
    remark = f"Already landed as {before.delivery_id}{'' if rows else ', and deleted since'}."
    return replace(before, outcome=Outcome.ALREADY_LANDED, file_name=path.name, rows=rows, remarks=(remark,))


def _last_rows(ledger: Ledger, source: Source, files: Sequence[File], as_at: date) -> dict[str, Path]:
    """Return the rows of last time by File; refuse a file of an earlier day. One of the same day is a correction."""
    last = {}
    for file in files:
        newest = ledger.newest(source.name, file.name)
        if newest is None:
            continue
        if as_at < newest.as_at:
            raise NotNewer(
                f"The file speaks of {as_at.isoformat()}; one of {newest.as_at.isoformat()} has already landed.",
                mend="Ask the sender for the newest extract.",
            )
        last[file.name] = newest.rows[file.name]
    return last


def refuse(desk: Desk, source: str, path: Path, sha256: str, refusal: LandingRefusal) -> Delivery:
    """Report a refusal that came before the rows were looked at."""
    return report_refusal(desk.ledger.runs, source, path, sha256, day_to_sort_by(path), refusal, None)
