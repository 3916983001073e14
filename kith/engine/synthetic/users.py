"""Write users.csv: the demo sign-ins, one or more per role, each a worker whom some agency lists."""

from __future__ import annotations

import csv
from pathlib import Path

from kith.engine.store import Database

SAFEGUARDING_LEAD, SHIELD_CLEARED, REVIEWER = "SAFEGUARDING_LEAD", "SHIELD_CLEARED", "REVIEWER"

# role: the agency, the job looked for (or the very worker), and a duty beside the role; of several of one job the next
# by staff id is taken each time.
ROLES = (
    ("practitioner", "SCH_2001", "Family lead", ""),
    ("lead_worker", "COUNCIL_EH", "Family worker", ""),
    ("manager", "COUNCIL_EH", "Early help manager", ""),
    ("front_door", "COUNCIL_SC", "Front door screening officer", ""),
    ("front_door", "COUNCIL_SC", "Front door screening officer", SHIELD_CLEARED),  # reads contacts that are restricted
    ("analyst", "COUNCIL_EH", "Analyst", REVIEWER),
    ("commissioner", "COUNCIL_EH", "Commissioner", ""),
    ("information_governance", "COUNCIL_EH", "Information governance officer", ""),
    ("auditor", "COUNCIL_EH", "Auditor", ""),
    ("administrator", "COUNCIL_EH", "System administrator", REVIEWER),  # where a pair is asked of two
    # Two people to change a policy or approve a disposal, and a privacy officer at each side of an alert.
    ("information_governance", "COUNCIL_EH", "Information governance officer", ""),
    ("information_governance", "COUNCIL_SC", "Information governance officer", SHIELD_CLEARED),
    ("information_governance", "POLICE", "Information governance officer", ""),
    # Who must be spoken to when a question about safety is not simply answered.
    ("manager", "COUNCIL_SC", "Safeguarding lead", SAFEGUARDING_LEAD),
    ("manager", "POLICE", "Safeguarding lead", SAFEGUARDING_LEAD),
    ("manager", "HEALTH_VISITING", "Safeguarding lead", SAFEGUARDING_LEAD),
    # The planted refuge family's own social worker, and a volunteer, who sees least of all.
    ("practitioner", "COUNCIL_SC", "CSC0103", SHIELD_CLEARED),
    ("practitioner", "HARBOUR_DADS", "HD0099", ""),
)
_COLUMNS = ("username", "display_name", "role", "agency_id", "staff_id", "duty")


def write_users(database: Database, path: Path) -> None:
    """Write one row per sign-in."""
    taken: set[str] = set()
    names: set[str] = set()
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(_COLUMNS)
        for role, agency_id, job_or_staff, duty in ROLES:
            staff_id, name = _worker(database, agency_id, job_or_staff, taken)
            taken.add(staff_id)
            username = name.lower().replace(" ", ".")
            username = f"{username}.{staff_id.lower()}" if username in names else username
            names.add(username)
            rows.writerow((username, name, role, agency_id, staff_id, duty))


def _worker(database: Database, agency_id: str, job_or_staff: str, taken: set[str]) -> tuple[str, str]:
    found = database.execute(
        "select staff_id, name from truth.worker where agency_id = $agency and $wanted in (job_title, staff_id)"
        " and not list_contains($taken, staff_id) order by 1 limit 1",
        {"agency": agency_id, "wanted": job_or_staff, "taken": sorted(taken)},
    ).fetchone()
    if found is None:
        raise LookupError(f"No worker of {agency_id} is a {job_or_staff}: agencies.sql and plant.py must make one.")
    return str(found[0]), str(found[1])
