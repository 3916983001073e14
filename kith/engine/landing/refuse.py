"""Makes of a refusal a delivery with its code, and a report for the sender that lies apart from what has landed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kith.engine.delivery import Delivery, Outcome
from kith.engine.landing.report import write_report
from kith.engine.store import Database, RunsFolder
from kith.vocabulary.errors import KithError


class LandingRefusal(KithError):
    """A file cannot land, and nothing changed; each kind of refusal is a subclass with its own code.

    ``column`` is the heading at fault, where the refusal says all there is to say about it.
    """

    code = "K100"

    def __init__(self, what: str, *, mend: str, not_done: str = "Nothing was loaded.", column: str = "") -> None:
        self.column = column
        super().__init__(what, not_done=not_done, mend=mend)


class UnexpectedTrouble(LandingRefusal):
    """Kith fell over the file in a way that nobody foresaw."""

    code = "K199"


def refused(source: str, path: Path, sha256: str, day: date, folder: Path, refusal: LandingRefusal) -> Delivery:
    """Return the delivery that says why the file was refused; ``folder`` is where its report is."""
    return Delivery(
        delivery_id=f"{source}-refused-{sha256[:10]}",
        source=source,
        file_name=path.name,
        sha256=sha256,
        as_at=day,
        outcome=Outcome.REFUSED,
        rows_landed=0,
        rows_set_aside=0,
        notes=0,
        folder=folder,
        rows={},
        code=refusal.code,
        what=refusal.what,
        message=str(refusal),
    )


def report_refusal(
    runs: RunsFolder,
    source: str,
    path: Path,
    sha256: str,
    day: date,
    refusal: LandingRefusal,
    database: Database | None,
) -> Delivery:
    """Write the report of a refused file into ``refused/``, with the rows at fault where they are known."""
    folder = runs.root / "refused" / f"{source}-{sha256[:10]}"
    folder.mkdir(parents=True, exist_ok=True)
    delivery = refused(source, path, sha256, day, folder, refusal)
    write_report(database, delivery, folder)
    return delivery


def trouble(error: Exception) -> UnexpectedTrouble:
    """Return the refusal for an error that nobody foresaw, without its words: they may quote a cell."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
    return UnexpectedTrouble(
        f"Kith could not read the file ({type(error).__name__}{where}).",
        mend="Tell whoever looks after Kith this sentence; the file itself need not be shown.",
    )
