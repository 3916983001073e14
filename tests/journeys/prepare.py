"""Makes a throw-away site with the picture's world: ``python -m tests.journeys.prepare`` in its environment."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from kith.project.places import var_folder
from kith.project.postgres import ensure_running
from tests.builders.published_run import AS_AT, write_run
from tests.journeys.picture_world import USERS, picture_world


def prepare(var: Path) -> None:
    """Start a database of its own in ``var``, load the world, make it live, and make the sign-ins."""
    ensure_running(var, throw_away=True, own=True)
    import django

    django.setup()
    from kith.handover.example import install_example
    from kith.handover.example_words import plant_words
    from kith.handover.load import load_run, make_live
    from kith.project.migrate import migrate

    migrate()
    run = load_run(write_run(var / "runs" / "run-2026-11-20", picture_world()), by="test")
    make_live(run.run_id, by="test")
    install_example(_council(var / "council"))
    plant_words("priya")


def _council(folder: Path) -> Path:
    folder.mkdir(parents=True)
    about = {"name": "Wexmoor", "as_at": AS_AT.isoformat(), "invented": True}
    about |= {"agencies": "agencies.csv", "users": "users.csv"}
    # Its agencies come with the run, which here is loaded first.
    (folder / "agencies.csv").write_text("agency_id,kind,name\n", encoding="utf-8")
    (folder / "council.json").write_text(json.dumps(about), encoding="utf-8")
    with (folder / "users.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("username", "display_name", "role", "agency_id", "staff_id"))
        writer.writerows((username, username, role, agency, staff) for username, role, agency, staff in USERS)
    return folder


if __name__ == "__main__":
    prepare(var_folder())
