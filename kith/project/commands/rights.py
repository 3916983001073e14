"""``kith rights``: what is done about requests, disposal and erasure outside the pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kith.project.django_side import start_django
from kith.project.places import DAY, FOLDER, day, runs_folder

RUNS = click.option("--runs", type=FOLDER, help="Where deliveries and runs are kept [default: var/runs].")


@click.group()
def rights() -> None:
    """Collect, erase and let go what was ordered on the pages; make the month's disposal list; replay erasures."""


@rights.command()
def work() -> None:
    """Do once what the job worker does every minute: collect, erase, work out days, let go what two approved."""
    start_django()
    from kith.apps.rights.actions import do_what_waits

    done = do_what_waits()
    click.echo(
        f"Collected {done.collected}, erased {done.erased}, worked out {done.clocks} people's days, "
        f"let {done.disposed} lines go."
    )
    if done.is_ledger_longer:
        click.echo("The erasure ledger is longer: hand it to the engine with kith export.")


@rights.command()
@click.option("--as-at", type=DAY, help="The day to take as today [default: today].")
def disposal(as_at: datetime | None) -> None:
    """Make the list of what has been kept long enough; nothing goes until two people approve it on the page."""
    start_django()
    from kith.apps.rights.actions import make_list

    ref = make_list(as_at=day(as_at))
    click.echo(f"List {ref} waits for two approvals on /rights/disposal/." if ref else "Nothing may go yet.")


@rights.command()
@RUNS
def replay(runs: Path | None) -> None:
    """After a restore: bring the erasure ledger back from the runs folder, and erase again all that it names."""
    start_django()
    from kith.handover.ledger import replay_ledger

    back, rows = replay_ledger(runs_folder(runs))
    click.echo(f"{back} lines of the ledger came back; {rows} rows were erased again.")
