"""What becomes of one file: landed whole, landed in part, refused, or already landed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from kith.vocabulary.errors import KithError


class Outcome(StrEnum):
    """What became of a file."""

    LANDED = "LANDED"
    LANDED_IN_PART = "LANDED_IN_PART"
    REFUSED = "REFUSED"
    ALREADY_LANDED = "ALREADY_LANDED"


@dataclass(frozen=True)
class Delivery:
    """One file of one source and what became of it; ``rows`` leads from File.name to its typed Parquet.

    ``notes`` counts values that were emptied or kept with a remark; ``remarks`` are sentences about the whole file.
    ``agreement`` is the reference of the sharing agreement that covers it, None where no agreements table was given.
    A refused file has ``code``, ``what`` and ``message`` (the whole sentence), and a folder that holds only its report.
    """

    delivery_id: str
    source: str
    file_name: str
    sha256: str
    as_at: date
    outcome: Outcome
    rows_landed: int
    rows_set_aside: int
    notes: int
    folder: Path
    rows: Mapping[str, Path]
    remarks: tuple[str, ...] = ()
    agreement: str | None = None
    code: str = ""
    what: str = ""
    message: str = ""

    @property
    def is_landed(self) -> bool:
        """Answer whether its rows are there to be read, from now or from before."""
        return self.outcome is not Outcome.REFUSED


@dataclass(frozen=True)
class Trial:
    """What would become of a file: the delivery in a throw-away folder, and every problem found, cells included.

    ``problems`` is for the screen of the person who holds the file; it never goes to a log.
    """

    delivery: Delivery
    problems: tuple[dict[str, Any], ...] = field(default=())


class LandingRefusal(KithError):
    """A file cannot land, and nothing changed; each kind of refusal is a subclass with its own code."""

    code = "K100"

    def __init__(self, what: str, *, mend: str, not_done: str = "Nothing was loaded.") -> None:
        super().__init__(what, not_done=not_done, mend=mend)
