"""Does a week's work as a timer does: hand over what people decided, run on what came, load it to be looked at."""

from __future__ import annotations

from pathlib import Path

from kith.apps.base.clock import today
from kith.engine import pipeline
from kith.engine.landing.land import has_anything_new
from kith.engine.progress import Progress
from kith.engine.store import RunsFolder
from kith.handover.export import export_decisions
from kith.handover.load import load_run


def do_the_week(extracts: Path, runs: Path, *, by: str, progress: Progress | None = None) -> pipeline.Finished | None:
    """Run on ``extracts`` and load the run as CHECKED; None, and no run, where every file has landed before.

    Making it live is for a person who has looked at it.
    """
    if not has_anything_new(extracts, RunsFolder(runs)):
        return None
    export_decisions(runs)
    done = pipeline.run(extracts, runs, today=today(), progress=progress)
    done.require_passed()
    load_run(done.folder, by=by)
    return done
