"""``kith audit``: seals the access log, lodges its head with partners, proves it, begins an epoch after a restore."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.project.django_side import start_django
from kith.project.places import FOLDER

if TYPE_CHECKING:
    from kith.apps.audit.verify import Report

# What ``kith audit verify`` ends with, so that whatever runs it each night knows without reading.
ALTERED, LOST = 3, 4


@click.group()
def audit() -> None:
    """Seal and prove the log of who looked at whom."""


@audit.command()
def seal() -> None:
    """Seal what is settled since the last seal; `kith worker` does so every ten seconds."""
    start_django()
    from kith.apps.audit.seal import find_last_seal, seal_log

    lines = seal_log()
    last = find_last_seal()
    click.echo(f"{lines} lines sealed." + (f" Head: seal {last.number}, {last.hash}" if last else ""))


@audit.command()
@click.option("--to", "folder", type=FOLDER, help="Where partners' folders are [default: KITH_LODGE, else var/lodged].")
def lodge(folder: Path | None) -> None:
    """Give the newest head to each partner's folder; `kith worker` does so every hour."""
    start_django()
    from kith.project.lodging import lodge_with_partners

    lodged, waiting = lodge_with_partners(folder)
    click.echo(f"{lodged} heads lodged, {waiting} still wait for a folder that cannot be written.")


@audit.command()
@click.option("--head", "heads", type=click.Path(exists=True, path_type=Path), multiple=True,
              help="A partner's own copy of heads.jsonl [default: those lodged from this machine].")  # fmt: skip
def verify(heads: tuple[Path, ...]) -> None:
    """Prove the log. Ends with 0 when it is whole, 3 when it was altered, 4 when a restore lost the end of it.

    Only a head that somebody else kept shows that the end was cut off: ask a partner for theirs.
    """
    start_django()
    from kith.apps.audit.heads import read_heads, read_lodged
    from kith.apps.audit.verify import count_sealed, verify_log
    from kith.project.lodging import lodging_folder
    from kith.project.progress_display import Shown

    lodged = [head for file in heads for head in read_heads(file)] if heads else read_lodged(lodging_folder())
    with Shown() as progress:
        progress.start("Proving the log", count_sealed())
        report = verify_log(lodged, progress=progress.advance)
        progress.done(f"{report.seals} seals, {report.lines} lines")
    _show(report, has_own_copy=bool(heads))
    raise click.exceptions.Exit({"ALTERED": ALTERED, "LOST": LOST}.get(report.outcome, 0))


@audit.command()
@click.option("--signed-by", "names", multiple=True, required=True, help="Give it twice: two different people.")
@click.option("--why", required=True, help="What was restored, from when.")
def epoch(names: tuple[str, ...], why: str) -> None:
    """Begin a new epoch after the database was restored. Stop the pages first."""
    start_django()
    from kith.apps.audit.seal import begin_epoch

    first, second = (*names, "", "")[:2]
    number = begin_epoch(first_signature=first, second_signature=second, why=why)
    click.echo(f"Epoch {number} of the log has begun, signed by {first} and {second}.")


@audit.command()
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Lines older than this day.")
@click.option("--certificate", required=True, help="The destruction certificate it is done under.")
@click.option("--by", "who", required=True, help="Who does it.")
def dispose(before: datetime, certificate: str, who: str) -> None:
    """Let go of lines past their time: whole seals, and none that speaks of somebody whose record Kith still has."""
    start_django()
    from kith.apps.audit.disposal import dispose_before
    from kith.apps.people.queries.held import list_held_refs

    lines = dispose_before(before.date(), certificate=certificate, by=who, held_refs=list_held_refs())
    click.echo(f"{lines} lines were disposed of; their seals stay, and the rest of the log can still be proved.")


def _show(report: Report, *, has_own_copy: bool) -> None:
    for words in (*report.epochs, *report.disposals):
        click.echo(words)
    if report.unsealed:
        click.echo(f"{report.unsealed} lines since the last seal are not sealed yet and cannot be proved.")
    for words in report.lost:
        click.secho(words, fg="yellow")
    if report.altered:
        click.secho("The log was ALTERED.", fg="red", bold=True)
        for words in report.altered:
            click.echo(f"  {words}")
        return
    if not report.heads:
        click.echo("No lodged head was compared: a log whose end was cut off with its seals would look whole.")
    elif not has_own_copy:
        click.echo(f"{report.heads} lodged heads on this machine agree; a partner's own copy (--head) proves more.")
    click.secho("Every sealed line is as it was written.", fg="green")
