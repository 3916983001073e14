"""Removes from the runs folder what its time has come for: deliveries, reports on refused files, runs and their stages.

Each thing is written in ``forgotten.jsonl`` first (what it was, how many files, its hash: nobody's name), then moved
aside in one step, then deleted; whoever is killed half-way has it finished by the next call.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kith.engine.files import file_hash, for_us_alone, held_alone, sync
from kith.engine.landing.ledger import read_deliveries
from kith.engine.manifest import newest_sound
from kith.engine.progress import Progress
from kith.engine.sources import load_sources
from kith.engine.store import RunsFolder
from kith.vocabulary.errors import KithError

REFUSED_WEEKS = 8  # the sender has had time to mend the file; the report quotes its cells
UNKNOWN_WEEKS = 4  # of a source that is no longer declared


class SomebodyIsWriting(KithError):
    """A run, or a landing, is under way in the folder that is to be cleared."""

    code = "K234"


@dataclass(frozen=True)
class Old:
    """One thing whose time has come: ``name`` says it once and for all, in the ledger of what was forgotten."""

    kind: str  # DELIVERY, REFUSAL, RUN or STAGES
    name: str
    folder: Path
    sha256: str


def forget(runs: RunsFolder, on: date, *, run_weeks: int, keep: Collection[str], progress: Progress) -> dict[str, int]:
    """Remove what is too old on ``on``; the runs of ``keep`` stay whole. Return how many of each kind went."""
    busy = SomebodyIsWriting(
        "A run or a landing is under way in the runs folder.",
        not_done="Nothing was removed.",
        mend="Wait until it has finished, and start again; the nightly job does so by itself.",
    )
    with (
        for_us_alone(runs.root),
        held_alone(runs.root / "run.lock", busy),
        held_alone(runs.root / "ledger.lock", busy),
    ):
        return _forget(runs, on, run_weeks, set(keep), progress)


def _forget(runs: RunsFolder, on: date, run_weeks: int, keep: set[str], progress: Progress) -> dict[str, int]:
    aside = runs.root / "forgetting"
    shutil.rmtree(aside, ignore_errors=True)  # what a killed call had moved there is in the ledger already
    # The next run learns from the newest that passed its checks who is who; the newest of all may be the one looked at.
    keep |= {run.name for run in (runs.newest(), newest_sound(runs)) if run}
    due = [*_deliveries(runs, on), *_refusals(runs, on), *_runs(runs, on, run_weeks, keep)]
    told = _told(runs)
    counts: dict[str, int] = {}
    progress.start("Forgetting", len(due))
    for old in due:
        if (old.kind, old.name) not in told:
            _tell(runs, old, on)
        aside.mkdir(exist_ok=True)
        gone = aside / f"{old.kind}-{old.name}"
        old.folder.replace(gone)
        sync(old.folder.parent)
        shutil.rmtree(gone)
        counts[old.kind] = counts.get(old.kind, 0) + 1
        progress.advance()
    shutil.rmtree(aside, ignore_errors=True)
    progress.done(", ".join(f"{count:,} {kind.lower()}" for kind, count in sorted(counts.items())) or "nothing is due")
    return counts


def _deliveries(runs: RunsFolder, on: date) -> Iterator[Old]:
    sources = load_sources()
    for one in read_deliveries(runs).values():
        source = sources.get(one.source)
        weeks = source.keep_weeks if source else UNKNOWN_WEEKS
        if one.as_at + timedelta(weeks=weeks) <= on and one.folder.is_dir():
            yield Old("DELIVERY", one.delivery_id, one.folder, one.sha256)


def _refusals(runs: RunsFolder, on: date) -> Iterator[Old]:
    for folder in sorted((runs.root / "refused").glob("*")):
        written = datetime.fromtimestamp(folder.stat().st_mtime, UTC).date()
        if folder.is_dir() and written + timedelta(weeks=REFUSED_WEEKS) <= on:
            yield Old("REFUSAL", f"{folder.name}@{written.isoformat()}", folder, "")


def _runs(runs: RunsFolder, on: date, weeks: int, keep: Collection[str]) -> Iterator[Old]:
    for run_id in runs.run_ids():
        if run_id in keep:
            continue
        folder = runs.run(run_id)
        sha256 = file_hash(folder / "manifest.json")
        if date.fromisoformat(run_id.partition("-")[2]) + timedelta(weeks=weeks) <= on:
            yield Old("RUN", run_id, folder, sha256)
        elif (folder / "stages").is_dir():
            # Everybody's names, in view or not: kept only where somebody may yet be brought into view from them.
            yield Old("STAGES", run_id, folder / "stages", sha256)


def _tell(runs: RunsFolder, old: Old, on: date) -> None:
    files = [file for file in old.folder.rglob("*") if file.is_file()]
    line = {
        "kind": old.kind,
        "name": old.name,
        "sha256": old.sha256,
        "files": len(files),
        "bytes": sum(file.stat().st_size for file in files),
        "on": on.isoformat(),
    }
    with runs.forgotten.open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps(line) + "\n")
        ledger.flush()
        os.fsync(ledger.fileno())


def _told(runs: RunsFolder) -> set[tuple[str, str]]:
    if not runs.forgotten.exists():
        return set()
    lines = runs.forgotten.read_text(encoding="utf-8").splitlines()
    # The last line may be half a line, of a call that was killed as it wrote: then its thing is still here.
    return {(line["kind"], line["name"]) for line in map(_line, lines) if line}


def _line(text: str) -> dict[str, str]:
    try:
        return dict(json.loads(text))
    except ValueError:
        return {}
