"""Makes a throw-away site with the picture's world and two managers: ``python -m tests.journeys.prepare_casework``."""

from __future__ import annotations

from datetime import date

from kith.project.places import var_folder
from tests.journeys.prepare import prepare

MANAGERS = (("hana", "Hana Field", "SCH_1", "S9"), ("max", "Max Manager", "COUNCIL_EH", "E9"))


def add_managers() -> None:
    """Give the school and early help a manager each, who sign in as the demo's people do."""
    from kith.apps.agencies.actions import add_worker, make_account
    from kith.apps.agencies.demo import demo_password, demo_secret

    for username, name, agency_id, staff_id in MANAGERS:
        add_worker(agency_id=agency_id, staff_id=staff_id, name=name, by="test")
        make_account(
            username=username, password=demo_password(username), code_secret=demo_secret(username),
            agency_id=agency_id, staff_id=staff_id, role="MANAGER", since=date(2025, 9, 1), by="test",
        )  # fmt: skip


if __name__ == "__main__":
    prepare(var_folder())
    add_managers()
