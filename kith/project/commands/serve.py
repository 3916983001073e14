"""``kith serve``, ``kith worker`` and ``kith migrate``: run the pages, run the jobs, bring the database up to date."""

from __future__ import annotations

import os
import sys

import click

from kith.project.django_side import make_static_folder, start_django


@click.command()
@click.option("--port", default=8000, show_default=True, help="The port on 127.0.0.1.")
@click.option("--workers", default=2, show_default=True, help="How many processes answer.")
def serve(port: int, workers: int) -> None:
    """Serve the pages on this machine, with the database that is set up."""
    from kith.project.demo import server_command
    from kith.project.postgres import ensure_running

    ensure_running()
    make_static_folder()
    command = server_command(port, workers)
    os.execv(command[0], command)


@click.command()
def worker() -> None:
    """Run the jobs that wait in the database, and seal the log every ten seconds, until stopped."""
    start_django()
    from django.core.management import call_command

    from kith.project.sealer import sealing

    with sealing():
        call_command("procrastinate", "worker")


@click.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    start_django()
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=1 if sys.stdout.isatty() else 0, interactive=False)
    click.echo("The database is up to date.")
