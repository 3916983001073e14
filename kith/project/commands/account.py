"""``kith account``: sets a worker's sign-in anew when they lost it, and ends sittings, for whoever runs Kith."""

from __future__ import annotations

import click

from kith.project.django_side import start_django

_BY = click.option("--by", required=True, help="Who does this: it is kept with the change.")


@click.group()
def account() -> None:
    """Set a worker's sign-in anew, or sign them out everywhere."""


@account.command()
@click.argument("username")
@_BY
def reset(username: str, by: str) -> None:
    """Give a new password and have a new code set up; every sitting ends, and it is in the log.

    First make sure that it is them: meet them, or ring the number that their agency has. Read the password to them.
    """
    start_django()
    from kith.apps.agencies.resetting import reset_account

    password = reset_account(username=username, by=by)
    click.echo(f"New password: {password}")
    click.echo("It is shown this once. At their next sign-in they set up a new code, before anything else opens.")


@account.command("sign-out")
@click.argument("username", required=False)
@click.option("--all", "is_all", is_flag=True, help="Everybody, everywhere.")
@_BY
def sign_out(username: str | None, is_all: bool, by: str) -> None:
    """End every sitting of one account, or of all; it is in the log."""
    if bool(username) == is_all:
        raise click.UsageError("Name an account, or give --all.")
    start_django()
    from kith.apps.agencies import resetting

    ended = resetting.sign_out(username=None if is_all else username, by=by)
    click.echo(f"{ended} sitting{'' if ended == 1 else 's'} ended.")
