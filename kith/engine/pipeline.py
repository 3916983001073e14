"""The order of the engine's stages, from agencies' files to published tables. Read this first."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from kith.engine.families.run import find_families
from kith.engine.landing.delivery import Delivery
from kith.engine.landing.land import land_folder, try_file
from kith.engine.landing.ledger import current_deliveries
from kith.engine.linkage.run import link as link_records
from kith.engine.manifest import file_hash, read_manifest, what_ran, write_manifest
from kith.engine.progress import Progress, Silent
from kith.engine.publish.quality import write_quality
from kith.engine.publish.run import publish
from kith.engine.refs import prepare_key
from kith.engine.sources import load_sources
from kith.engine.standardise.run import standardise
from kith.engine.store import Run, RunsFolder
from kith.engine.tables import STANDARD
from kith.engine.walk import walk
from kith.vocabulary.errors import KithError

Answer = TypeVar("Answer")

__all__ = ["Finished", "NothingLanded", "UnknownSourceName", "link", "run", "try_source", "walk"]


class NothingLanded(KithError):
    """There is nothing to run on: no file has landed."""

    code = "K221"


class UnknownSourceName(KithError):
    """No source has that name."""

    code = "K222"


@dataclass(frozen=True)
class Finished:
    """A finished run: its id, its folder, its manifest, and the files that were refused on the way."""

    run_id: str
    folder: Path
    manifest: dict[str, Any]
    refused: tuple[Delivery, ...] = ()

    @property
    def passed(self) -> bool:
        """Answer whether every tripwire held."""
        return all(check["passed"] for check in self.manifest["checks"])


def run(
    extracts: Path | None,
    runs: Path,
    *,
    as_at: date | None = None,
    accept: Collection[str] = (),
    progress: Progress | None = None,
) -> Finished:
    """Land what ``extracts`` holds, then run every stage; without ``extracts``, run on what has landed before.

    ``as_at`` is the day the run speaks of: by default the newest day of any delivery. ``accept`` holds codes of
    landing's refusals (such as K116) that a person has looked at and overruled.
    """
    progress = progress or Silent()
    folder = RunsFolder(runs)
    deliveries, day, refused = _land(folder, extracts, as_at, progress, accept)
    previous = _last_run(folder)
    clock = _Clock(progress)
    with _begin(folder, day) as run:
        prepare_key(run.database, folder.key())
        standard, linked = _link_stages(run, folder, deliveries, clock)
        families = clock.time("Families", lambda: find_families(run, day, previous=previous), _said_families)
        published, checks = clock.time(
            "Publish",
            lambda: publish(run, day, load_sources(), deliveries, before=_rows_before(previous)),
            lambda done: _said_published(*done),
        )
        run.keep()
        manifest = _about(run, day, deliveries) | {
            "previous": previous.name if previous else None,
            "published": {
                name: {"rows": rows, "sha256": file_hash(run.published_file(name))}
                for name, rows in published["tables"].items()
            },
            "people": published["people"],
            "checks": [asdict(check) for check in checks],
            "standardise": standard,
            "linkage": linked,
            "families": families,
            "seconds": clock.seconds,
        }
        write_quality(run.folder / "reports" / "quality.html", manifest)
        write_manifest(run.folder, manifest)
    return Finished(run.run_id, run.folder, manifest, refused)


def link(extracts: Path | None, runs: Path, *, as_at: date | None = None, progress: Progress | None = None) -> Finished:
    """Land, standardise and link only; the folder holds the pairs and who is whom, and is no run that could go live."""
    progress = progress or Silent()
    folder = RunsFolder(runs)
    deliveries, day, refused = _land(folder, extracts, as_at, progress)
    clock = _Clock(progress)
    with _begin(folder, day) as run:
        prepare_key(run.database, folder.key())
        standard, linked = _link_stages(run, folder, deliveries, clock)
        run.keep()
        report = _about(run, day, deliveries) | {"standardise": standard, "linkage": linked, "seconds": clock.seconds}
        write_manifest(run.folder, report, name="linkage.json")
    return Finished(run.run_id, run.folder, report | {"checks": []}, refused)


def _land(
    folder: RunsFolder, extracts: Path | None, as_at: date | None, progress: Progress, accept: Collection[str] = ()
) -> tuple[list[Delivery], date, tuple[Delivery, ...]]:
    """Return the deliveries to run on, the day to speak of, and what was refused just now."""
    arrived = land_folder(extracts, folder, progress=progress, accept=accept) if extracts else []
    deliveries = current_deliveries(folder)
    if not deliveries:
        raise NothingLanded(
            "No file has landed.",
            not_done="There was no run.",
            mend="Put each agency's file in a folder named as its source; read the reports of files that were refused.",
        )
    day = as_at or max(delivery.as_at for delivery in deliveries)
    return deliveries, day, tuple(one for one in arrived if not one.is_landed)


def _link_stages(
    run: Run, folder: RunsFolder, deliveries: list[Delivery], clock: _Clock
) -> tuple[dict[str, Any], dict[str, Any]]:
    standard = clock.time(
        "Standardise",
        lambda: standardise(run, load_sources(), deliveries, erased=_erased(folder)),
        _said_standard,
    )
    linked = clock.time("Link", lambda: link_records(run, previous=_last_run(folder)), _said_linked)
    return standard, linked


def _about(run: Run, as_at: date, deliveries: list[Delivery]) -> dict[str, Any]:
    """Return what the manifest says of the run before any count."""
    return {
        "run_id": run.run_id,
        "as_at": as_at.isoformat(),
        "made_with": what_ran(),
        "inputs": [_input(delivery) for delivery in deliveries],
        # Without a table of agreements nobody has said that these agencies may share.
        "loadable": all(delivery.agreement is not None for delivery in deliveries),
    }


def try_source(name: str, *files: Path) -> dict[str, Any]:
    """Show what ``files`` would give as deliveries of source ``name``: rows per standard table, and every problem."""
    sources = load_sources()
    if name not in sources:
        raise UnknownSourceName(
            f"There is no source called {name!r}.",
            not_done="The file was not looked at.",
            mend=f"Choose one of: {', '.join(sorted(sources))}; or make one with: kith source new {name}.",
        )
    with tempfile.TemporaryDirectory() as work:
        trials = [try_file(sources[name], file, Path(work) / f"file_{number}") for number, file in enumerate(files)]
        problems = [
            {"code": trial.delivery.code, "message": trial.delivery.message}
            for trial in trials
            if not trial.delivery.is_landed
        ]
        problems += [dict(problem) for trial in trials for problem in trial.problems]
        landed = [trial.delivery for trial in trials if trial.delivery.is_landed]
        if not landed:
            return {"tables": {table: 0 for table in sources[name].fills}, "problems": problems}
        trying = Run.begin(RunsFolder(Path(work) / "runs"), "trial")
        try:
            report = standardise(trying, sources, landed)
        finally:
            trying.finish()
        problems += [note for note in report["notes"] if note["source"] == name]
        return {"tables": {table: report["tables"][table] for table in sources[name].fills}, "problems": problems}


@contextmanager
def _begin(folder: RunsFolder, as_at: date) -> Iterator[Run]:
    """Open the next run's folder; whatever goes wrong, no half-made run is left behind."""
    _sweep(folder)
    number = max((int(run_id.split("-")[0]) for run_id in folder.run_ids()), default=0) + 1
    run = Run.begin(folder, f"{number:05d}-{as_at.isoformat()}")
    try:
        yield run
    except BaseException:
        run.database.close()
        shutil.rmtree(run.folder, ignore_errors=True)
        raise
    run.finish()


def _sweep(folder: RunsFolder) -> None:
    """Remove folders of runs that never finished, and of linking alone: a run without a manifest is nobody's."""
    for half in (folder.root / "runs").glob("*"):
        if half.is_dir() and not (half / "manifest.json").exists():
            shutil.rmtree(half)


def _last_run(folder: RunsFolder) -> Path | None:
    finished = folder.run_ids()
    return folder.run(finished[-1]) if finished else None


def _rows_before(previous: Path | None) -> dict[str, int]:
    if previous is None:
        return {}
    return {name: int(entry["rows"]) for name, entry in read_manifest(previous)["published"].items()}


def _erased(folder: RunsFolder) -> set[str]:
    if not folder.erasures.exists():
        return set()
    return set(json.loads(folder.erasures.read_text(encoding="utf-8"))["records"])


def _input(delivery: Delivery) -> dict[str, Any]:
    return {
        "delivery_id": delivery.delivery_id,
        "source": delivery.source,
        "sha256": delivery.sha256,
        "as_at": delivery.as_at.isoformat(),
        "files": sorted(delivery.rows),
        "agreement": delivery.agreement,
    }


class _Clock:
    """Times each stage and tells whoever watches."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], Answer], said: Callable[[Answer], str]) -> Answer:
        """Do one stage; note how long it took."""
        self.progress.start(stage)
        started = time.perf_counter()
        answer = work()
        self.seconds[stage.lower()] = round(time.perf_counter() - started, 2)
        self.progress.done(said(answer))
        return answer


def _said_standard(report: dict[str, Any]) -> str:
    rows = ", ".join(f"{report['tables'][table]:,} {table} rows" for table in STANDARD if report["tables"][table])
    return f"{rows}; {sum(note['rows'] for note in report['notes']):,} notes"


def _said_linked(report: dict[str, Any]) -> str:
    held_apart = sum(report["vetoes"].values())
    return f"{report['records']:,} records are {report['people']:,} people; {held_apart:,} likely pairs held apart"


def _said_families(report: dict[str, Any]) -> str:
    return f"{report['families']:,} families, {report['households']:,} households, {report['dwellings']:,} dwellings"


def _said_published(published: dict[str, Any], checks: list[Any]) -> str:
    people = published["people"]
    failed = [check.name for check in checks if not check.passed]
    verdict = f"refused by {', '.join(failed)}" if failed else f"{len(checks)} checks held"
    return f"{people['IN_VIEW']:,} people in view, {people['OUT_OF_VIEW']:,} out of view; {verdict}"
