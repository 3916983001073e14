"""``kith import``: brings in a list of workers and a register of open cases, so that a council can start on Monday."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.project.django_side import start_django

if TYPE_CHECKING:
    from kith.apps.casework.importing.checking import Said
    from kith.apps.casework.importing.planning import Plan

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_BY = click.option("--by", required=True, help="Who does this: it is kept with the change.")
MOST_SAID = 40


@click.group("import")
def bring_in() -> None:
    """Bring in workers and open cases from lists that an agency has."""


@bring_in.command()
@_FILE
@_BY
@click.option("--do-it", is_flag=True, help="Write it. Without this, only what would happen is said.")
def workers(file: Path, by: str, do_it: bool) -> None:
    """Bring in a list of workers, with agency, staff id, name, role and (to sign in) username."""
    start_django()
    from kith.apps.agencies.staffing import bring_in_workers
    from kith.apps.base.clock import today
    from kith.apps.casework.importing.reading import read_table
    from kith.apps.casework.importing.workers import read_workers

    listed = read_workers(*read_table(file))
    _say("Not brought in", listed.refused)
    if not do_it:
        click.echo(f"{len(listed.workers)} workers can be brought in. Nothing was written: say it again with --do-it.")
        return
    done = bring_in_workers(listed.workers, since=today(), by=by)
    click.echo(f"New: {done.agencies} agencies, {done.workers} workers, {done.roles} roles, {done.accounts} accounts.")
    if done.taken:
        click.echo(f"The username is another worker's, for staff {', '.join(done.taken)}: give them another.")
    if done.accounts:
        click.echo("Nobody can sign in yet: `kith account reset USERNAME` gives each their first password.")


@bring_in.command()
@_FILE
@_BY
@click.option("--agency", required=True, help="The agency whose cases they are.")
@click.option("--manager", required=True, help="Staff id of the manager who answers for them.")
@click.option(
    "--people",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Who the people are, if in a file of its own.",
)
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Which column is which (YAML)."
)
@click.option("--level", default="2", show_default=True, help="The level of help of rows that say none.")
@click.option("--do-it", is_flag=True, help="Write it. Without this, only what would happen is said.")
def cases(
    file: Path, by: str, agency: str, manager: str, people: Path | None, mapping: Path | None, level: str, do_it: bool
) -> None:
    """Bring in a register of open cases (CSV or XLSX): all that can be, at once, or only say what would happen."""
    start_django()
    from kith.apps.casework.importing.bring_in import bring_in_cases, find_manager, plan_cases

    who = find_manager(agency, manager)
    if not do_it:
        _tell(plan_cases(file, manager=who, people=people, mapping=mapping, level=level))
        click.echo("Nothing was written: say it again with --do-it.")
        return
    plan, ref = bring_in_cases(file, manager=who, by=by, people=people, mapping=mapping, level=level)
    _tell(plan)
    click.echo(f"Brought in as {ref}. `kith import back {ref}` takes it back." if ref else "Nothing in it was new.")


@bring_in.command()
@click.argument("ref")
@_BY
def back(ref: str, by: str) -> None:
    """Take an import back whole, while nobody has worked on its episodes."""
    start_django()
    from kith.apps.casework.importing.carrying_out import take_back

    click.echo(f"{take_back(ref, by=by)} episodes were taken back, with whom the import had written down.")


def _tell(plan: Plan) -> None:
    click.echo(
        f"{len(plan.cases)} cases to open: {plan.new} people new, {plan.matched} here already. "
        f"{len(plan.doubtful)} rows doubtful, {len(plan.refused)} refused, {plan.known} brought in before, "
        f"{plan.ended} of cases that have ended."
    )
    _say("A person must look", plan.doubtful)
    _say("Refused", plan.refused)
    _say("Note", plan.notes)


def _say(what: str, said: Iterable[Said]) -> None:
    every = list(said)
    for one in every[:MOST_SAID]:
        click.echo(f"  {what}: row {one.number}. {one.why}")
    if len(every) > MOST_SAID:
        click.echo(f"  ... and {len(every) - MOST_SAID} more.")
