"""``kith walk``: follows one family's rows through every door, from an agency's file to what pages may read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from kith.project.places import FOLDER, runs_folder


@click.command()
@click.argument("family", required=False)
@click.option("--runs", type=FOLDER, help="Where deliveries and runs are kept [default: var/runs].")
@click.option("--run", "run_id", help="Which run [default: the newest].")
@click.option("--rows", default=3, show_default=True, help="How many rows to show at each door.")
def walk(family: str | None, runs: Path | None, run_id: str | None, rows: int) -> None:
    """Follow a family (its ref; the planted Marlowes if none) through every door, first rows at each."""
    from kith.engine.walk import walk as doors

    for door, table in doors(runs_folder(runs), family=family, run_id=run_id, rows=rows).items():
        _show(door, table)


def _show(door: str, table: list[dict[str, Any]]) -> None:
    """Show one door's rows, one value per line, leaving out what is empty."""
    click.secho(f"\n{door}", bold=True)
    if not table:
        click.echo("  nothing")
    for number, row in enumerate(table):
        if number:
            click.echo("  --")
        for name, value in row.items():
            if value not in (None, "", []):
                click.echo(f"  {name:<22} {value.isoformat() if isinstance(value, date) else value}")
