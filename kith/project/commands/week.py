"""``kith difference`` and ``kith week``: what a run would change, and a week's work that a timer can start."""

from __future__ import annotations

from pathlib import Path

import click

from kith.project.commands.run import RUNS
from kith.project.commands.tell import tell_difference, tell_week
from kith.project.django_side import start_django
from kith.project.places import runs_folder


@click.command()
@click.argument("run")
@click.option("--from", "before", help="The run to compare with [default: the one that it went on from].")
@RUNS
def difference(run: str, before: str | None, runs: Path | None) -> None:
    """Say in counts what making RUN live would change, by agency; it need not be loaded."""
    from kith.engine.difference.run import compare
    from kith.engine.store import RunsFolder
    from kith.handover.manifest import read_manifest

    folder = RunsFolder(runs_folder(runs))
    now = Path(run) if Path(run).is_dir() else folder.run(run)
    earlier = before or read_manifest(now).previous
    if not earlier:
        click.echo(f"Run {now.name} is the first: there is nothing to compare it with. Name a run with --from.")
        return
    tell_difference(compare(Path(earlier) if Path(earlier).is_dir() else folder.run(earlier), now))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@RUNS
def week(folder: Path, runs: Path | None) -> None:
    """Do a week's work on the FOLDER of extracts: export, run, load as CHECKED. Never makes anything live.

    For a timer: it ends with an error where the run did not pass or could not be loaded.
    """
    from kith.project.progress_display import Shown

    start_django()
    from kith.handover.weekly import do_the_week

    with Shown() as progress:
        done = do_the_week(folder, runs_folder(runs), by="kith week", progress=progress)
    if done is None:
        click.echo("Nothing new has come: no run was made.")
        return
    tell_week(done.manifest)
    click.echo(f"Run {done.run_id} is loaded and CHECKED. Look at it, then: kith live {done.run_id}")
