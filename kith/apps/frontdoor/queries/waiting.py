"""Reads what this room has for a worker to do: contacts to decide, people to answer, what only others may open."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST
from kith.apps.base.waiting import Waiting
from kith.apps.frontdoor.models import Contact
from kith.apps.frontdoor.queries.queue import count_for_others
from kith.apps.governance.access import open_desk
from kith.rules.access import Role
from kith.rules.contact_states import DECIDED, UNDECIDED


def list_waiting(worker: SignedInWorker) -> tuple[Waiting, ...]:
    """Return one line for what is to be decided and one for what is to be answered, with the first clock of each."""
    if not worker.has_role(Role.FRONT_DOOR):
        return ()
    with open_desk(worker, action=LIST, about="WAITING"):
        decide = list(Contact.objects.filter(state__in=UNDECIDED).order_by("due_at").values_list("due_at", flat=True))
        unanswered = Contact.objects.filter(state=DECIDED, feedback_due_at__isnull=False).order_by("feedback_due_at")
        answer = [due for due in unanswered.values_list("feedback_due_at", flat=True) if due]
        others, others_due = count_for_others()
    return (
        *_line("Contacts to decide", decide),
        *_line("People who told us something, to answer", answer),
        *_line("Contacts that only a cleared colleague may open", [others_due] * others if others_due else []),
    )


def _line(words: str, due: list[datetime]) -> list[Waiting]:
    if not due:
        return []
    return [Waiting(f"{words}: {len(due)}", reverse("frontdoor:queue"), due[0], due[0] <= timezone.now())]
