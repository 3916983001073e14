"""Makes a throw-away site for a case system to open: ``python -m tests.journeys.prepare_beside``."""

from __future__ import annotations

import json
from typing import Any

from kith.project.places import var_folder
from tests.journeys import prepare
from tests.journeys.picture_world import picture_world

KEY_FILE, DAWN = "link_key.json", "9990001111"


def _numbered() -> Any:
    world = picture_world()
    next(row for row in world["person"] if row["person_ref"] == "P-DAWN")["nhs_number"] = DAWN
    return world


if __name__ == "__main__":
    prepare.picture_world = _numbered  # type: ignore[assignment]  # the same rows, with a number
    prepare.prepare(var_folder())
    from tests.builders.links import make_key

    (var_folder() / KEY_FILE).write_text(json.dumps(make_key()), encoding="utf-8")
