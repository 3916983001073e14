"""``kith export``: hands what people decided to the engine, before the next run."""

from __future__ import annotations

from pathlib import Path

import click

from kith.project.django_side import start_django
from kith.project.places import FOLDER, runs_folder


@click.command()
@click.option("--runs", type=FOLDER, help="Where deliveries and runs are kept [default: var/runs].")
def export(runs: Path | None) -> None:
    """Write the sharing agreements into the runs folder, where landing obeys them."""
    start_django()
    from kith.handover.export import export_agreements

    folder = runs_folder(runs)
    covered = export_agreements(folder)
    click.echo(f"The agreements are in {folder}: {covered} sources are covered. Next: kith run")
