"""A delivery: one file of one source that arrived, and what became of it. Landing makes it; later stages read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path


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
    def refusal(self) -> str:
        """What to tell the person who sent a refused file in: what, why, how to mend it, the code, the report."""
        return f"{self.source}/{self.file_name} was refused. {self.message}\n  Report: {self.folder / 'report.html'}"

    @property
    def is_landed(self) -> bool:
        """Answer whether its rows are there to be read, from now or from before."""
        return self.outcome is not Outcome.REFUSED
