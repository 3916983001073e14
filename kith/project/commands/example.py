"""``kith example``: makes invented councils to try Kith on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kith.project.places import DAY, FOLDER, day


@click.group()
def example() -> None:
    """Make an invented council to try Kith on."""


@example.command()
@click.option("--people", default=20_000, show_default=True, help="How many people live there: 2,000 to 760,000.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same council.")
@click.option("--out", type=FOLDER, required=True, help="The folder to make; it must not hold anything else.")
@click.option("--as-at", type=DAY, help="The day it speaks of [default: KITH_TODAY or 2026-11-20].")
def make(people: int, seed: int, out: Path, as_at: datetime | None) -> None:
    """Write every agency's extracts, and the truth to mark Kith's answers against."""
    from kith.engine.synthetic.make import make_council
    from kith.project.example_day import example_day
    from kith.project.progress_display import Shown

    with Shown() as progress:
        folder = make_council(people, seed, out, as_at=day(as_at) if as_at else example_day(), progress=progress)
    click.echo(f"Wexmoor is in {folder}. Next: kith run --from {folder / 'extracts'}")
