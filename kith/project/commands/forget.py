"""``kith forget``, ``kith bring`` and ``kith apart``: who and what is kept, shown and never joined."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kith.project.django_side import start_django
from kith.project.places import DAY, FOLDER, day, runs_folder

BY = "kith"


@click.command()
@click.option("--runs", type=FOLDER, help="Where deliveries and runs are kept [default: var/runs].")
@click.option("--as-at", type=DAY, help="The day to take as today [default: KITH_TODAY or today].")
def forget(runs: Path | None, as_at: datetime | None) -> None:
    """Remove deliveries, reports and runs whose time is over; what went is noted in forgotten.jsonl."""
    start_django()
    from kith.handover.forget import forget as let_go
    from kith.project.progress_display import Shown

    with Shown() as progress:
        let_go(runs_folder(runs), day(as_at), by=BY, progress=progress)


@click.command()
@click.argument("person_ref")
@click.option("--reason", type=click.Choice(["HELP", "QUESTION"]), required=True, help="Why they come into view.")
def bring(person_ref: str, reason: str) -> None:
    """Bring somebody whom nobody was helping into view, with their family, from the live run."""
    start_django()
    from kith.handover.bring_into_view import bring_into_view

    is_new = bring_into_view(person_ref=person_ref, reason=reason, by=BY)
    click.echo("They are in view." if is_new else "They were in view already; they stay so.")


@click.command()
@click.argument("earlier_ref")
@click.argument("later_ref")
@click.option("--reason", type=click.Choice(["ADOPTION", "WITNESS", "MISTAKEN"]), required=True, help="Why.")
def apart(earlier_ref: str, later_ref: str, reason: str) -> None:
    """Never again take two references for one person: the identities before and after an adoption, say."""
    start_django()
    from kith.apps.governance.actions.kept_apart import keep_apart

    ref = keep_apart(reason=reason, one_ref=earlier_ref.upper(), other_ref=later_ref.upper(), by=BY)
    click.echo(f"Noted as {ref}. The engine obeys it from the next run on: kith export, then kith run.")
