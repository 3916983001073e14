"""Which forms of this room keep what is typed, and where each goes on."""

from __future__ import annotations

from functools import partial

from django.urls import reverse

from kith.apps.drafts.kinds import OWN, FormKind, register_form

WORDS = {
    "open": "Opening an episode",
    "people": "Who is part of the help",
    "level": "A step up or down",
    "lead": "Who leads the help",
    "team_member": "The team around the family",
    "ask": "Asking a manager",
    "hand_over": "Handing over",
    "supervision": "What was said in supervision",
    "agreement": "What somebody answered",
    "service": "A referral to a service",
    "hold": "Letting the help rest",
    "end": "Ending the help",
}
NOTE, ENTRY = "case_note", "chronology_entry"


def register_forms() -> None:
    """Make this room's forms known; its ``apps.py`` calls this once."""
    for what, words in WORDS.items():
        register_form(FormKind(form_of(what), words, OWN, partial(_way, what)))
    register_form(FormKind(NOTE, "A note", OWN, lambda about, section: reverse("casework:note_new", args=[about])))
    register_form(
        FormKind(ENTRY, "A line of the chronology", OWN, lambda about, section: reverse(
            "casework:entry", args=[about, section]))
    )  # fmt: skip


def form_of(what: str) -> str:
    """Return the code of a form of an episode."""
    return f"episode_{what}"


def _way(what: str, about: str, section: str) -> str:
    return reverse(f"casework:{what}", args=[about])
