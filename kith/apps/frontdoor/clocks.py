"""By when a contact must be decided, and whoever told us answered: of two clocks, the one that ends first."""

from __future__ import annotations

from datetime import datetime

from kith.apps.base.clocks import due_by
from kith.rules.clocks import Due
from kith.vocabulary.codes.contact_urgencies import CONTACT_URGENCIES

DECISION, FEEDBACK = "contact_decision", "contact_feedback"


def decision_due(urgency: str, at: datetime) -> Due:
    """Return by when a contact of this urgency, in at ``at``, must be decided: a working day at the latest."""
    own = CONTACT_URGENCIES[urgency].clock if urgency in CONTACT_URGENCIES else ""
    return min((due_by(rule, at) for rule in (DECISION, own) if rule), key=lambda due: due.at)


def feedback_due(at: datetime) -> Due:
    """Return by when whoever told us is answered about what was decided at ``at``."""
    return due_by(FEEDBACK, at)
