"""``kith run``: the engine on a folder of extracts; no database is needed."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click

from kith.project.commands.tell import tell_week
from kith.project.places import DAY, FOLDER, day, runs_folder, var_folder

FROM = click.option(
    "--from", "extracts", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with one folder per source [default: var/example/extracts].",
)  # fmt: skip
RUNS = click.option("--runs", type=FOLDER, help="Where deliveries and runs are kept [default: var/runs].")
ACCEPT = click.option(
    "--accept", multiple=True, metavar="CODE",
    help="Land files all the same that landing refuses with this code (K116, say), or let the tripwire ROW_COUNTS "
    "pass; a person must have looked.",
)  # fmt: skip
AS_AT = click.option("--as-at", type=DAY, help="The day to take as today [default: the newest extract's day].")


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@FROM
@RUNS
@AS_AT
@ACCEPT
@click.option(
    "--anew", is_flag=True,
    help="Link every record again, not only what has changed; by itself this happens every 28 days.",
)  # fmt: skip
@click.option(
    "--only", type=click.Choice(["link"]),
    help="Stop once records are linked, and say where the pairs and the report are; such a run is never loaded.",
)  # fmt: skip
def run(
    folder: Path | None,
    extracts: Path | None,
    runs: Path | None,
    as_at: datetime | None,
    accept: tuple[str, ...],
    anew: bool,
    only: str | None,
) -> None:
    """Take in a FOLDER of extracts (or --from), link what has changed, and publish people, households and families.

    Says what is new, late or missing of each source, and what would change on the pages.
    """
    source = _extracts(folder or extracts)
    from kith.engine import pipeline
    from kith.project.progress_display import Shown

    with Shown() as progress:
        today = _today(source, as_at)
        if only == "link":
            linked = pipeline.link(source, runs_folder(runs), as_at=_date(as_at), today=today, progress=progress)
            click.echo(f"What was linked, and how, is in {linked.folder}")
            return
        done = pipeline.run(
            source, runs_folder(runs), as_at=_date(as_at), today=today, accept=accept, anew=anew, progress=progress
        )
    tell_week(done.manifest)
    done.require_passed()
    if done.uncovered:
        click.echo(f"Run {done.run_id} is in {done.folder}. It can be looked at, but not loaded: no sharing agreement")
        click.echo(f"covers {', '.join(done.uncovered)}. Once one is signed: {_export(runs)}, then kith run again.")
        return
    click.echo(f"Run {done.run_id} is in {done.folder}. Next: kith load {done.folder}")


def _export(runs: Path | None) -> str:
    return f"kith export --runs {runs}" if runs else "kith export"


def _extracts(given: Path | None) -> Path:
    folder = given or var_folder() / "example" / "extracts"
    if not folder.is_dir():
        raise click.UsageError("There is nothing to run on. Name a folder with --from, or make one: kith example make.")
    return folder


def _date(given: datetime | None) -> date | None:
    return given.date() if given else None


def _today(extracts: Path, given: datetime | None) -> date:
    """Return the last day of which a file may speak: an invented council lives on a day of its own."""
    about = extracts.parent / "council.json"
    if given is None and about.exists():
        return date.fromisoformat(json.loads(about.read_text(encoding="utf-8"))["as_at"])
    return day(given)
