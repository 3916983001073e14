"""Writes down what two of the example's family say, the way their lead worker does, so that a page has their words."""

from __future__ import annotations

from django.contrib.auth import get_user_model

from kith.apps.agencies.queries import SignedInWorker, find_signed_in_worker
from kith.apps.governance.access import open_family
from kith.apps.governance.actions import record_together
from kith.apps.people.queries import list_members, list_my_families
from kith.rules.access import Purpose

PURPOSE = Purpose.EARLY_HELP_SUPPORT
FAMILY = "The Marlowe family"
WORDS = {
    "Dawn": "We want Ella back in her own class by Easter, and one person to ring.",
    "Lee": "I can do mornings, if somebody tells me when.",
}


def plant_words(username: str) -> int:
    """Write them down as this worker; return how many, none where the family or the worker is not there."""
    user = get_user_model().objects.filter(username=username).first()
    worker = find_signed_in_worker(user, has_second_factor=True) if user else None
    families = [each for each in list_my_families(worker, PURPOSE) if each.name == FAMILY] if worker else []
    return sum(_write(worker, family.family_ref) for family in families[:1]) if worker else 0


def _write(worker: SignedInWorker, family_ref: str) -> int:
    with open_family(worker, PURPOSE, family_ref) as access:
        refs = {member.short_name: member.person_ref for member in list_members(access)}
    said = {refs[name]: words for name, words in WORDS.items() if name in refs}
    for person_ref, words in said.items():
        record_together(
            by=worker, purpose=PURPOSE, family_ref=family_ref, person_ref=person_ref, answer="AGREED",
            in_their_words=words,
        )  # fmt: skip
    return len(said)
