"""Lands agencies' files: each whole, or with named rows set aside, or refused with nothing changed. Read this first."""

from __future__ import annotations

import errno
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kith.engine.delivery import Delivery, Outcome
from kith.engine.files import file_hash, for_us_alone
from kith.engine.landing.agreements import load_agreements
from kith.engine.landing.ledger import open_ledger, read_deliveries
from kith.engine.landing.reading import is_own_trouble
from kith.engine.landing.recognise import day_to_sort_by
from kith.engine.landing.refuse import LandingRefusal, trouble
from kith.engine.landing.take_in import Desk, refuse, take_in
from kith.engine.landing.trial import try_file
from kith.engine.progress import Progress, Silent
from kith.engine.sources import load_sources
from kith.engine.sources.declare import Source
from kith.engine.store import DatabaseError, RunsFolder
from kith.vocabulary.errors import KithError

__all__ = ["CannotWrite", "NothingToLand", "land_file", "land_folder", "try_file"]


class NothingToLand(KithError):
    """The folder of extracts is not there."""

    code = "K125"


class CannotWrite(KithError):
    """The disk is full, or the runs folder cannot be written."""

    code = "K122"


def land_folder(
    extracts: Path,
    runs: RunsFolder,
    *,
    progress: Progress | None = None,
    accept: Collection[str] = (),
    today: date | None = None,
    sources: Mapping[str, Source] | None = None,
) -> list[Delivery]:
    """Land every file of ``extracts``/<source>/, oldest first; return what became of each, refusals included.

    ``accept`` holds codes of refusals (such as K116) that a person has looked at and overruled for these files.
    With ``today``, a file that speaks of a later day is refused, and agreements must still be in force on it.
    """
    progress = progress or Silent()
    waiting = _waiting(extracts)
    deliveries = []
    with _writing(), for_us_alone(runs.root), open_ledger(runs) as ledger:
        desk = Desk(ledger, load_sources() if sources is None else sources, load_agreements(runs), accept, today)
        progress.start("Landing", sum(path.stat().st_size for path in waiting))
        for path in waiting:
            deliveries.append(_land(desk, path.parent.name, path))
            progress.advance(path.stat().st_size)
        progress.done(_summary(deliveries))
    return deliveries


def has_anything_new(extracts: Path, runs: RunsFolder) -> bool:
    """Answer whether ``extracts`` holds a file that has neither landed nor been refused, byte for byte, before."""
    known = {one.sha256[:10] for one in read_deliveries(runs).values()}
    known |= {folder.name[-10:] for folder in (runs.root / "refused").glob("*")}
    return any(file_hash(path)[:10] not in known for path in _waiting(extracts))


def land_file(
    source: Source,
    path: Path,
    runs: RunsFolder,
    *,
    accept: Collection[str] = (),
    today: date | None = None,
    sources: Mapping[str, Source] | None = None,
) -> Delivery:
    """Land one file of ``source``; return what became of it."""
    with _writing(), for_us_alone(runs.root), open_ledger(runs) as ledger:
        known = {**(load_sources() if sources is None else sources), source.name: source}
        return _land(Desk(ledger, known, load_agreements(runs), accept, today), source.name, path)


def _waiting(extracts: Path) -> list[Path]:
    """Return the files to land, by source, oldest day first."""
    if not extracts.is_dir():
        raise NothingToLand(
            "There is no folder of extracts at the place given.",
            not_done="Nothing was landed.",
            mend="Give the folder that holds one folder for each source, for instance DIR/extracts.",
        )
    return sorted(
        (path for path in extracts.glob("[!.]*/[!.]*") if path.is_file() and not path.is_symlink()),
        key=lambda path: (path.parent.name, day_to_sort_by(path), path.name),
    )


def _land(desk: Desk, source_name: str, path: Path) -> Delivery:
    """Land one file; a refusal of any kind becomes a delivery with its code, and a report in ``refused/``."""
    sha256 = file_hash(path)
    try:
        return take_in(desk, source_name, path, sha256)
    except LandingRefusal as refusal:
        return refuse(desk, source_name, path, sha256, refusal)
    except KithError:
        raise
    except Exception as error:
        if is_own_trouble(error):
            raise
        if isinstance(error, DatabaseError) and "No space left" in str(error):
            raise OSError(errno.ENOSPC, "no space left") from None
        return refuse(desk, source_name, path, sha256, trouble(error))


@contextmanager
def _writing() -> Iterator[None]:
    """Say plainly that the disk is full or the folder closed; whatever was half-written has been removed."""
    try:
        yield
    except OSError as error:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise CannotWrite(
            "The disk is full." if is_full else f"A file cannot be read or written ({type(error).__name__}).",
            not_done="The file under way was not landed; those before it were.",
            mend="Make room (or check who may write to the runs folder), and start again: what has landed is kept.",
        ) from None


def _summary(deliveries: Sequence[Delivery]) -> str:
    def count(*outcomes: Outcome) -> int:
        return sum(delivery.outcome in outcomes for delivery in deliveries)

    new = (Outcome.LANDED, Outcome.LANDED_IN_PART)
    rows = sum(delivery.rows_landed for delivery in deliveries if delivery.outcome in new)
    said = f"{count(*new)} files landed ({rows:,} rows)"
    if known := count(Outcome.ALREADY_LANDED):
        said += f", {known} already landed"
    if failed := count(Outcome.REFUSED):
        said += f", {failed} refused"
    return said
