"""The example council from nothing to pages: each step is skipped where its result is already there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click

from kith.project import postgres
from kith.project.demo_family import find_card, forget_card, keep_card
from kith.project.django_side import start_django
from kith.project.example_day import EXAMPLE_DAY, example_day
from kith.vocabulary.errors import KithError

SEED = 1
BY = "demo"
_WORKER = [sys.executable, "-c", "from kith.project.cli import main; main(['worker'])"]


class PortTakenError(KithError):
    """Something else already serves on the demo's port."""

    code = "K307"


def prepare(people: int) -> None:
    """Make whatever of database, example council, run and sign-ins is missing."""
    from kith.project.progress_display import Shown

    os.environ.setdefault("KITH_DEMO", "1")
    os.environ.setdefault("KITH_TODAY", EXAMPLE_DAY)
    began = time.monotonic()
    _forget_another_council(people)
    with Shown() as progress:
        _database(progress)
        council = _example(people, progress)
        _sign(council, progress)
        run_folder = _run(council, progress)
        _load(run_folder, progress)
    click.echo(f"Ready after {time.monotonic() - began:.0f} seconds.")


def show_sign_ins(port: int) -> None:
    """Print where the pages are and who can sign in."""
    from kith.apps.agencies.queries import list_demo_sign_ins

    click.secho(f"\nKith is on http://127.0.0.1:{port}/  (all people are invented)", bold=True)
    click.echo("Sign in as one of these; the sign-in page shows each one's code of the moment.\n")
    for person in list_demo_sign_ins():
        click.echo(
            f"  {person.role:<24} {person.username:<22} {person.password:<30} {person.name}, {person.agency_name}"
        )
    if card := find_card():
        click.echo(f"\n  Family sign-in, at /family/: card number {card['number']}, passphrase {card['passphrase']}")


@contextmanager
def stopping_what_it_starts() -> Iterator[None]:
    """Stop the database at the end, however it ends, unless it ran before."""
    ran_before = postgres.is_running()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _as_interrupt)
    try:
        yield
    finally:
        if not ran_before:
            postgres.stop()


def serve(port: int) -> None:
    """Serve until Ctrl-C."""
    _refuse_taken_port(port)
    children = [
        subprocess.Popen(server_command(port), stdin=subprocess.DEVNULL),
        subprocess.Popen(_WORKER, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL),
    ]
    click.echo("\nCtrl-C stops the pages, the jobs and the database.")
    try:
        children[0].wait()
    except KeyboardInterrupt:
        click.echo("\nStopping.")
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()


def server_command(port: int, workers: int = 2) -> list[str]:
    """Return the command that serves the pages on this machine alone."""
    return [
        sys.executable, "-m", "gunicorn", "kith.project.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", str(workers),
        "--worker-class", "gthread", "--threads", "4", "--timeout", "30", "--limit-request-line", "2048",
        "--limit-request-fields", "60", "--limit-request-field_size", "4096", "--log-level", "warning", "--preload",
    ]  # fmt: skip


def _database(progress: Any) -> None:
    from django.core.management import call_command

    progress.start("Database")
    start_django()
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    progress.done("running and up to date")


def _forget_another_council(people: int) -> None:
    """Remove the demo of a council of another size or day: its runs and its database would be taken for this one's."""
    council = postgres.var_folder() / "example"
    about = council / "council.json"
    if not about.exists():
        return
    from kith.engine.synthetic.make import about_council

    if json.loads(about.read_text(encoding="utf-8")) != about_council(people, SEED, example_day()):
        postgres.remove()
        for folder in (council, postgres.var_folder() / "runs"):
            shutil.rmtree(folder, ignore_errors=True)


def _example(people: int, progress: Any) -> Path:
    """Return the example council's folder, made if there is none."""
    from kith.engine.synthetic.make import make_council

    council = postgres.var_folder() / "example"
    if (council / "council.json").exists():
        return council
    return make_council(people, SEED, council, as_at=example_day(), progress=progress)


def _sign(council: Path, progress: Any) -> None:
    """Make whatever of agreements and sign-ins is missing, and hand over what was decided, which the engine obeys."""
    from kith.handover.example import install_example
    from kith.handover.export import export_decisions

    progress.start("Agreements and sign-ins")
    install_example(council)
    covered = export_decisions(postgres.var_folder() / "runs")
    progress.done(f"{covered} sources are covered")


def _run(council: Path, progress: Any) -> Path:
    """Return the folder of the newest run, running the engine if there is none."""
    from kith.engine import pipeline
    from kith.engine.store import RunsFolder

    runs = RunsFolder(postgres.var_folder() / "runs")
    if ids := runs.run_ids():
        return runs.run(ids[-1])
    today = example_day()
    return pipeline.run(council / "extracts", runs.root, as_at=today, today=today, progress=progress).folder


def _load(run_folder: Path, progress: Any) -> None:
    """Load the run and make it live, unless it is live already."""
    from kith.apps.intake.queries import find_live_run
    from kith.handover.example import hide_undisclosed, plant_preferences
    from kith.handover.example_contacts import plant_contacts
    from kith.handover.example_episodes import plant_episodes
    from kith.handover.example_family import PASSPHRASE, plant_family_sign_in
    from kith.handover.example_words import plant_words
    from kith.handover.load import load_run, make_live

    live = find_live_run()
    if live is not None and live.run_id == run_folder.name:
        return
    progress.start("Handing over to the pages")
    loaded = load_run(run_folder, by=BY)
    make_live(loaded.run_id, by=BY)
    plant_preferences("Wexmoor")
    plant_words("priya.shah")
    plant_episodes("priya.shah")
    plant_contacts()
    hide_undisclosed(postgres.var_folder() / "example", run_folder)
    forget_card()
    if number := plant_family_sign_in():
        keep_card(number, PASSPHRASE)
    progress.done(f"run {loaded.run_id} is live")


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise PortTakenError(
                f"Something already serves on 127.0.0.1:{port}.",
                not_done="The pages were not started; everything else is ready.",
                mend=f"Stop the other program, or use another port: kith demo --port {port + 1}.",
            ) from None


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
