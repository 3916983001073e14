"""Write users.csv: the demo sign-ins, one per role, each a worker whom some agency lists."""

from __future__ import annotations

import csv
from pathlib import Path

from kith.engine.store import Database

# role: the agency, and the job looked for; the first by staff id is taken.
ROLES = (
    ("practitioner", "SCH_2001", "Family lead"),
    ("lead_worker", "COUNCIL_EH", "Family worker"),
    ("manager", "COUNCIL_EH", "Early help manager"),
    ("front_door", "COUNCIL_SC", "Front door screening officer"),
    ("analyst", "COUNCIL_EH", "Analyst"),
    ("commissioner", "COUNCIL_EH", "Commissioner"),
    ("information_governance", "COUNCIL_EH", "Information governance officer"),
    ("auditor", "COUNCIL_EH", "Auditor"),
    ("administrator", "COUNCIL_EH", "System administrator"),
)
_COLUMNS = ("username", "display_name", "role", "agency_id", "staff_id")


def write_users(database: Database, path: Path) -> None:
    """Write one row per role."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(_COLUMNS)
        for role, agency_id, job_title in ROLES:
            staff_id, name = _worker(database, agency_id, job_title)
            rows.writerow((name.lower().replace(" ", "."), name, role, agency_id, staff_id))


def _worker(database: Database, agency_id: str, job_title: str) -> tuple[str, str]:
    found = database.execute(
        "select staff_id, name from truth.worker where agency_id = $agency and job_title = $job order by 1 limit 1",
        {"agency": agency_id, "job": job_title},
    ).fetchone()
    if found is None:
        raise LookupError(f"No worker of {agency_id} is a {job_title}: agencies.sql and plant.py must make one.")
    return str(found[0]), str(found[1])
