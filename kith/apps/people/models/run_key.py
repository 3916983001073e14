"""The column by which every row of a run names the run it belongs to."""

from __future__ import annotations

from django.db import models

from kith.apps.intake.models import Run


def run_key() -> models.ForeignKey[Run]:
    """Return a link to the run, unchecked: checking it for each of a million rows took as long as loading them.

    Rows come in only with their run, in one transaction, and runs are never deleted. Each table's own index begins with
    the run, so the link needs none.
    """
    return models.ForeignKey(Run, on_delete=models.PROTECT, db_index=False, db_constraint=False)
