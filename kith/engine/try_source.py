"""Shows what an agency's files would land and be standardised as, with every problem, and keeps nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kith.engine.landing.trial import Trial, try_file
from kith.engine.sources import load_sources
from kith.engine.sources.declare import Source
from kith.engine.standardise.notes import in_words
from kith.engine.standardise.run import standardise
from kith.engine.store import Run, RunsFolder
from kith.vocabulary.errors import KithError


class UnknownSourceName(KithError):
    """No source has that name."""

    code = "K222"


def try_source(name: str, *files: Path) -> dict[str, Any]:
    """Show what ``files`` would give as deliveries of source ``name``: rows per standard table, and every problem.

    ``refused`` counts the files of which nothing would land. A problem is about a cell or a row, or has a sentence in
    ``said``.
    """
    sources = load_sources()
    if name not in sources:
        raise UnknownSourceName(
            f"There is no source called {name!r}.",
            not_done="The file was not looked at.",
            mend=f"Choose one of: {', '.join(sorted(sources))}; or make one with: kith source new {name}.",
        )
    source = sources[name]
    with tempfile.TemporaryDirectory() as work:
        trials = [try_file(source, file, Path(work) / f"file_{number}") for number, file in enumerate(files)]
        refused = [trial.delivery for trial in trials if not trial.delivery.is_landed]
        problems = [
            {"code": one.code, "message": one.message, "said": f"The file was refused. {one.message}"}
            for one in refused
        ]
        problems += [dict(problem) for trial in trials for problem in trial.problems]
        tables, noted = _standardise(source, trials, Path(work))
        return {"tables": tables, "problems": [*problems, *noted], "refused": len(refused)}


def _standardise(source: Source, trials: Sequence[Trial], work: Path) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Return the rows per table, and what was noted on the way there."""
    landed = [trial.delivery for trial in trials if trial.delivery.is_landed]
    if not landed:
        return dict.fromkeys(source.fills, 0), []
    run = Run.begin(RunsFolder(work / "runs"), "trial")
    try:
        report = standardise(run, {source.name: source}, landed)
    finally:
        run.finish()
    tables = {table: report["tables"][table] for table in source.fills}
    notes = [note | {"said": in_words(note["rule"], note["rows"])} for note in report["notes"]]
    given = {name for delivery in landed for name in delivery.rows}
    if all(file.name in given or file.optional for file in source.files):
        notes += [_unfilled(table) for table, rows in tables.items() if not rows]
    return tables, notes


def _unfilled(table: str) -> dict[str, Any]:
    return {
        "table": table,
        "said": f"Nothing fills {table}, which fills in spec.py names: "
        "let clean.sql insert into it, or take it out of fills.",
    }
