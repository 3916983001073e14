"""``kith load``, ``kith live`` and ``kith back``: put a run into the database, make it the one in use, go back."""

from __future__ import annotations

from pathlib import Path

import click

from kith.project.django_side import start_django

BY = "kith"


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--live", "make_it_live", is_flag=True, help="Make it the run in use at once.")
def load(run: Path, make_it_live: bool) -> None:
    """Load a run's folder (or its id) into the database as CHECKED."""
    from kith.project.places import runs_folder

    start_django()
    from kith.handover.load import load_run, make_live

    folder = run if run.is_dir() else runs_folder(None) / "runs" / run.name
    loaded = load_run(folder, by=BY)
    click.echo(f"Run {loaded.run_id} is loaded and {loaded.state}.")
    if make_it_live:
        make_live(loaded.run_id, by=BY)
        click.echo(f"Run {loaded.run_id} is live.")


@click.command()
@click.argument("run_id")
def live(run_id: str) -> None:
    """Make a loaded run the one in use; the one before it is kept to go back to."""
    start_django()
    from kith.handover.load import make_live

    make_live(run_id, by=BY)
    click.echo(f"Run {run_id} is live.")


@click.command()
def back() -> None:
    """Go back to the run that was in use before."""
    start_django()
    from kith.handover.load import back as go_back

    run = go_back(by=BY)
    click.echo(f"Run {run.run_id} is live again.")
