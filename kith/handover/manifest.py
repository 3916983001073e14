"""Reads a run's manifest and holds the run against it: are its files those that were written, and did it pass?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kith.engine.files import file_hash
from kith.engine.linkage.quality.tripwires import MEANINGS
from kith.engine.tables import PUBLISHED
from kith.handover.matching import matching_summary
from kith.vocabulary.errors import KithError

# What each tripwire of engine/publish/checks.py is for, in the words of whoever must decide what to do.
CHECKS = {
    "SOMEBODY_IN_VIEW": "somebody must be in view",
    "TABLES_FILLED": "no table that pages need may be empty",
    "ROW_COUNTS": "no table may lose three in ten of its rows since the last run",
    "MISSING_AGENCY": "every agency that is named must be listed",
    "MIXED_PEOPLE": "almost no person may hold records that contradict each other",
    "REFS_UNIQUE": "a reference must name one thing alone",
    "KEY": "nothing may stand in a table twice",
    "NO_PROTECTED_ADDRESS": "no address that must not be found may be readable",
    "NO_NAME_OUT_OF_VIEW": "nobody may be named who is not in view",
    **MEANINGS,
}


class NoRunHere(KithError):
    """A folder is not a finished run."""

    code = "K601"


class RunRefused(KithError):
    """A run did not pass its own checks."""

    code = "K602"


class RunNotCovered(KithError):
    """No sharing agreement covers some of what a run was made from."""

    code = "K609"


class RunChanged(KithError):
    """A run's files are not those that the engine wrote."""

    code = "K603"


@dataclass(frozen=True)
class Manifest:
    """What the handover needs of ``manifest.json``."""

    run_id: str
    as_at: date
    folder: Path
    sha256: str
    failed_checks: tuple[str, ...]
    is_loadable: bool
    agreements: dict[str, str | None]  # by source: the agreement that the engine was told covers it
    hashes: dict[str, str]
    rows: dict[str, int]
    matching: dict[str, Any]  # how good the linkage is, for the page of runs
    previous: str  # the run that it was compared with, if any
    arrivals: list[dict[str, Any]]  # by source: what came, what was late or missing
    difference: dict[str, Any]  # what it would change, were it live in place of ``previous``

    def file(self, table: str) -> Path:
        """The Parquet file of one published table."""
        return self.folder / "published" / f"{table}.parquet"


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the run in ``folder``."""
    path = folder / "manifest.json"
    try:
        content = path.read_bytes()
        about = json.loads(content)
        return _manifest(folder, content, about)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoRunHere(
            f"{folder.name} is not a finished run: its manifest.json is missing or cannot be read.",
            not_done="Nothing was loaded.",
            mend="Give the folder that `kith run` printed; if the run was cut off, run it again.",
        ) from error


def check_covered(manifest: Manifest, in_force: Collection[str]) -> None:
    """Raise unless each source came in under an agreement that is among ``in_force``, those signed in Kith itself.

    The manifest alone is not believed: what the engine was told lies in a folder that analysts can write.
    """
    uncovered = sorted(source for source, ref in manifest.agreements.items() if ref not in in_force)
    if manifest.is_loadable and not uncovered:
        return
    raise RunNotCovered(
        f"No sharing agreement in force covers {', '.join(uncovered) or 'all'} of run {manifest.run_id}.",
        not_done="Nothing was loaded; the live run stays live.",
        mend="Information governance settles the agreement; then an analyst does `kith export` and `kith run` again.",
    )


def check_run(manifest: Manifest) -> None:
    """Raise if the run failed a tripwire or if a published file is missing or not the one that was written."""
    if manifest.failed_checks:
        raise RunRefused(
            f"Run {manifest.run_id} did not pass: {'; '.join(manifest.failed_checks)}.",
            not_done="Nothing was loaded; the live run stays live.",
            mend="An analyst reads the run's report, mends what it names (often a short file) and runs again.",
        )
    changed = [table for table in PUBLISHED if not _is_as_written(manifest, table)]
    if changed:
        raise RunChanged(
            f"Run {manifest.run_id} was changed after it was written: {', '.join(sorted(changed))}.",
            not_done="Nothing was loaded; the live run stays live.",
            mend="Never change a run's files. Run `kith run` again and load the new run.",
        )


def _manifest(folder: Path, content: bytes, about: dict[str, Any]) -> Manifest:
    published = about["published"]
    return Manifest(
        run_id=str(about["run_id"]),
        as_at=date.fromisoformat(about["as_at"]),
        folder=folder,
        sha256=hashlib.sha256(content).hexdigest(),
        is_loadable=about["loadable"] is True,
        agreements={one["source"]: one["agreement"] for one in about["inputs"]},
        failed_checks=tuple(_in_words(check) for check in about["checks"] if not check["passed"]),
        hashes={table: entry["sha256"] for table, entry in published.items()},
        rows={table: int(entry["rows"]) for table, entry in published.items()},
        matching=matching_summary(about),
        previous=str(about.get("previous") or ""),
        arrivals=list(about.get("arrivals", [])),
        difference=dict(about.get("difference", {})),
    )


def _in_words(check: dict[str, Any]) -> str:
    """Return what a tripwire is for, what it found and its name."""
    name, said = str(check["name"]), str(check.get("said", ""))
    meaning = CHECKS.get(name.partition("_UNIQUE_")[0] if name.startswith("KEY_") else name, "")
    return f"{meaning}{': ' if meaning and said else ''}{said}{' ' if meaning or said else ''}({name})"


def _is_as_written(manifest: Manifest, table: str) -> bool:
    path = manifest.file(table)
    if not path.is_file() or table not in manifest.hashes:
        return False
    return file_hash(path) == manifest.hashes[table]
