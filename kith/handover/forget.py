"""Lets go of what its time has come for, on disk and in the database; never of the live run or the one before it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings

from kith.apps.intake import actions as intake
from kith.apps.intake.queries import find_live_run, list_runs
from kith.apps.people import actions as people
from kith.engine import forget as engine
from kith.engine.progress import Progress, Silent
from kith.engine.store import RunsFolder
from kith.handover.carry import handing_over
from kith.vocabulary.errors import KithError


class LiveRunNotHere(KithError):
    """The runs folder does not hold the run that is live."""

    code = "K612"


def forget(runs: Path, on: date, *, by: str, progress: Progress | None = None) -> dict[str, int]:
    """Remove what is too old on ``on``; return how many deliveries, refusals, runs and runs' rows went."""
    progress = progress or Silent()
    folder = RunsFolder(Path(runs))
    live = find_live_run()
    if live is not None and not (folder.run(live.run_id) / "manifest.json").exists():
        raise LiveRunNotHere(
            f"The runs folder does not hold run {live.run_id}, which is live.",
            not_done="Nothing was removed.",
            mend="Give the folder in which the live run was made: kith forget --runs DIR.",
        )
    rows = _forget_rows(on, by=by)
    held = {run.run_id for run in list_runs() if run.has_rows}
    counts = engine.forget(folder, on, run_weeks=settings.KITH_RUN_WEEKS, keep=held, progress=progress)
    return counts | ({"ROWS": rows} if rows else {})


def _forget_rows(on: date, *, by: str) -> int:
    """Delete the rows of runs that were loaded and never used, and of retired ones but the last."""
    with handing_over() as cursor:
        old = intake.list_outdated_runs(on, weeks=settings.KITH_RUN_WEEKS)
        for run_key in old:
            people.forget_run(cursor, run_key, by=by)
            intake.forget_deliveries(cursor, run_key, by=by)
    return len(old)
