"""``kith run`` and ``kith link``: the engine on a folder of extracts; no database is needed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from kith.project.places import DAY, FOLDER, runs_folder, var_folder

FROM = click.option(
    "--from", "extracts", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with one folder per source [default: var/example/extracts].",
)  # fmt: skip
RUNS = click.option("--runs", type=FOLDER, help="Where deliveries and runs are kept [default: var/runs].")
ACCEPT = click.option(
    "--accept", multiple=True, metavar="CODE",
    help="Land files all the same that landing refuses with this code (K116, say); a person must have looked at them.",
)  # fmt: skip
AS_AT = click.option("--as-at", type=DAY, help="The day to take as today [default: the newest extract's day].")


@click.command()
@FROM
@RUNS
@AS_AT
@ACCEPT
@click.pass_context
def run(
    ctx: click.Context, extracts: Path | None, runs: Path | None, as_at: datetime | None, accept: tuple[str, ...]
) -> None:
    """Take in extracts, link them, and publish people, households and families."""
    source = _extracts(extracts)
    from kith.engine import pipeline
    from kith.project.progress_display import Shown

    with Shown() as progress:
        done = pipeline.run(source, runs_folder(runs), as_at=_date(as_at), accept=accept, progress=progress)
    for refused in done.refused:
        click.echo(f"{refused.source}: {refused.file_name}: {refused.message}\n  The sender's report: {refused.folder}")
    if not done.passed:
        click.echo(f"Run {done.run_id} did not pass its own checks and cannot be loaded. It is in {done.folder}.")
        ctx.exit(1)
    click.echo(f"Run {done.run_id} is in {done.folder}. Next: kith load {done.folder}")


@click.command()
@FROM
@RUNS
@AS_AT
def link(extracts: Path | None, runs: Path | None, as_at: datetime | None) -> None:
    """Take in and link only, and say where the pairs and the report of the linking are."""
    source = _extracts(extracts)
    from kith.engine import pipeline
    from kith.project.progress_display import Shown

    with Shown() as progress:
        done = pipeline.link(source, runs_folder(runs), as_at=_date(as_at), progress=progress)
    click.echo(f"What was linked, and how, is in {done.folder}")


def _extracts(given: Path | None) -> Path:
    folder = given or var_folder() / "example" / "extracts"
    if not folder.is_dir():
        raise click.UsageError("There is nothing to run on. Name a folder with --from, or make one: kith example make.")
    return folder


def _date(given: datetime | None) -> date | None:
    return given.date() if given else None
