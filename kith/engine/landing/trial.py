"""Shows what a file would land as, and keeps nothing: for whoever writes a source, or holds a doubtful file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from kith.engine.delivery import Delivery
from kith.engine.files import file_hash
from kith.engine.landing.land_rows import Parcel, land_rows, typing_database
from kith.engine.landing.recognise import day_of, files_to_try, refuse_empty
from kith.engine.landing.refuse import LandingRefusal, refused, trouble
from kith.engine.landing.report import problems
from kith.engine.sources import load_sources
from kith.engine.sources.declare import Source

_MOST_PROBLEMS = 1_000


@dataclass(frozen=True)
class Trial:
    """What would become of a file: the delivery in a throw-away folder, and every problem found, cells included.

    ``problems`` is for the screen of the person who holds the file; it never goes to a log.
    """

    delivery: Delivery
    problems: tuple[dict[str, Any], ...] = field(default=())


def try_file(
    source: Source, path: Path, work: Path, *, as_at: date | None = None, sources: Mapping[str, Source] | None = None
) -> Trial:
    """Land one file into the throw-away folder ``work``; whatever its name, and without the ledger.

    A file that does not say its day speaks of ``as_at``, else of the day it was last changed.
    """
    known = {**(load_sources() if sources is None else sources), source.name: source}
    folder = work / "trial"
    folder.mkdir(parents=True)
    sha256 = file_hash(path)
    day = as_at or datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    said = ""
    with typing_database(folder) as database:
        try:
            refuse_empty(path)
            day = day_of(source, path) or day
            parcel = Parcel(source, files_to_try(source, path), path, sha256, day, list(known.values()))
            delivery = land_rows(database, parcel, folder)
        except LandingRefusal as refusal:
            delivery, said = refused(source.name, path, sha256, day, folder, refusal), refusal.column
        except Exception as error:
            delivery = refused(source.name, path, sha256, day, folder, trouble(error))
        # One fault is said once: a refusal for a whole column says it better than each of its cells.
        found = [one for one in problems(database, _MOST_PROBLEMS) if not said or one["column"] != said]
        return Trial(delivery, tuple(found))
