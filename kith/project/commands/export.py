"""``kith export``: hands what people decided to the engine, before the next run."""

from __future__ import annotations

from pathlib import Path

import click

from kith.project.django_side import start_django
from kith.project.places import FOLDER, runs_folder


@click.command()
@click.option("--runs", type=FOLDER, help="Where deliveries and runs are kept [default: var/runs].")
def export(runs: Path | None) -> None:
    """Write what people decided into the runs folder, where the engine obeys it: agreements, erasures and the rest."""
    start_django()
    from kith.handover.export import export_decisions

    folder = runs_folder(runs)
    covered = export_decisions(folder)
    click.echo(f"What was decided is in {folder}: {covered} sources are covered by agreements. Next: kith run")
