"""Reads what the family's own pages show, and what waits for a lead worker because of them."""

from kith.apps.portal.queries.for_the_family import (
    Advocate,
    AgreementRow,
    Asked,
    Decision,
    Helper,
    Kept,
    Said,
    find_advocate,
    list_agreements,
    list_asked,
    list_decisions,
    list_helpers,
    list_kept,
    list_said,
)
from kith.apps.portal.queries.for_workers import SignIn, list_questions, list_sign_ins, list_waiting
from kith.apps.portal.queries.who_looked import Looked, list_looked, list_to_talk_through

__all__ = [
    "Advocate",
    "AgreementRow",
    "Asked",
    "Decision",
    "Helper",
    "Kept",
    "Looked",
    "Said",
    "SignIn",
    "find_advocate",
    "list_agreements",
    "list_asked",
    "list_decisions",
    "list_helpers",
    "list_kept",
    "list_looked",
    "list_questions",
    "list_said",
    "list_sign_ins",
    "list_to_talk_through",
    "list_waiting",
]
