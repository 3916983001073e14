"""``kith beside``: keys by which other case systems open Kith, and the files that they take in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kith.project.django_side import start_django
from kith.project.places import FOLDER

_BY = click.option("--by", required=True, help="Who does this: it is kept with the key.")
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def beside() -> None:
    """Stand beside another case system: keys for its links, files that it takes in."""


@beside.command()
@click.argument("system")
@_BY
def key(system: str, by: str) -> None:
    """Make a key for a system of definitions/beside/systems.yml; its others end in a week."""
    start_django()
    from django.utils import timezone

    from kith.apps.beside.actions.keys import make_key

    key_id, secret = make_key(system=system, by=by, now=timezone.now())
    click.echo(f"Key: {key_id}\nSecret: {secret}")
    click.echo(
        "The secret is shown this once. Give it to whoever looks after that system by a safe way, never by e-mail."
    )


@beside.command()
def keys() -> None:
    """List the keys in force, without their secrets."""
    start_django()
    from django.utils import timezone

    from kith.apps.beside.actions.keys import list_keys

    for row in list_keys(timezone.now()):
        until = f"until {row.ends_at:%Y-%m-%d}" if row.ends_at else "in force"
        click.echo(f"{row.system}  {row.key_id}  made {row.made_at:%Y-%m-%d} by {row.made_by}, {until}")


@beside.command()
@click.argument("key_id")
@_BY
def end(key_id: str, by: str) -> None:
    """End a key at once: when it may be known to somebody else, or the system goes."""
    start_django()
    from django.utils import timezone

    from kith.apps.beside.actions.keys import end_key

    end_key(key_id=key_id, by=by, now=timezone.now())
    click.echo("It is ended: links signed with it open nothing.")


@beside.command()
@click.argument("system")
@click.argument("folder", type=FOLDER)
@click.option("--since", type=_DAY, help="Tell also what has ended since this day [default: a year].")
def files(system: str, folder: Path, since: datetime | None) -> None:
    """Write the files that a system takes in: episodes, who leads, levels. That they left is in the access log."""
    start_django()
    from kith.handover.write_back import write_files

    for name, rows in write_files(system, folder, since=since.date() if since else None).items():
        click.echo(f"{name}: {rows} rows")
    click.echo("Rows with take_in NO are that system's own records: they are told, and not to be taken in.")
