"""Reads, of a family that stands open, what each member said of working together and of sharing; and what flows anyway.

Everything here is read inside ``open_family``, and the database gives only members whom the worker may know of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kith.apps.agencies.queries import list_worker_names
from kith.apps.audit.queries import SeenBy, list_seen_by
from kith.apps.governance.models import Agreement, FamilyAgreement, SharingPreference, StopNotice
from kith.apps.governance.queries.agreement_pages import agency_names, some_of
from kith.apps.governance.queries.dated import in_force
from kith.apps.governance.queries.said import Answer as SaidAnswer
from kith.apps.governance.queries.said import list_answers, list_help_answers
from kith.rules.access import LEVELS
from kith.rules.agreements import SIGNED, last_day
from kith.rules.sharing import DECISION, has_agreed, voices_differ
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.codes.lawful_bases import LAWFUL_BASES


@dataclass(frozen=True)
class Terms:
    """What an agreement in force means, in words, for a page that a family may read."""

    ref: str
    title: str
    categories: tuple[str, ...]
    receivers: tuple[str, ...]
    receiver_ids: tuple[str, ...]
    level: str
    basis: str
    last_day: date | None

    @property
    def to_whom(self) -> str:
        """Who receives, short."""
        return some_of(self.receivers)


@dataclass(frozen=True)
class Said:
    """What one voice said about one person and one agreement."""

    ref: str
    voice: str
    said_by_ref: str
    answer: str
    evidence: str
    said_at: datetime
    recorder: str


@dataclass(frozen=True)
class SaidOfAgreement:
    """What all voices said about one agreement, and what it comes to."""

    terms: Terms
    voices: tuple[Said, ...]
    is_open: bool
    differ: bool
    decision: Said | None


@dataclass(frozen=True)
class Together:
    """Whether a member works with the help offered, in their words."""

    ref: str
    answer: str
    in_their_words: str
    said_at: datetime


@dataclass(frozen=True)
class Notice:
    """A notice to stop using: the person is there by reference, for whoever has their family open."""

    ref: str
    to_agency: str
    due_on: date
    done_at: datetime | None
    person_ref: str
    agreement: str
    what_was_done: str


def list_terms(on: date) -> tuple[tuple[Terms, ...], tuple[Terms, ...]]:
    """Return the agreements in force: those that rest on what a person says, and those that do not."""
    names = agency_names()
    rows = in_force(Agreement.objects.filter(state=SIGNED), on).order_by("title")
    asked = tuple(_terms(row, names) for row in rows if row.needs_family_agreement)
    return asked, tuple(_terms(row, names) for row in rows if not row.needs_family_agreement)


def list_together(family_ref: str, person_refs: Iterable[str]) -> dict[str, Together]:
    """Return, by person, whether they work with the help offered; those who were not asked are left out."""
    wanted = set(person_refs)
    rows = [row for row in list_help_answers(family_ref) if row.person_ref in wanted]
    told = FamilyAgreement.objects.filter(ref__in=[row.ref for row in rows])
    words = dict(told.values_list("ref", "in_their_words"))
    return {row.person_ref: Together(row.ref, row.answer, words.get(row.ref, ""), row.said_at) for row in rows}


def list_said(person_refs: Iterable[str], asked: Iterable[Terms]) -> dict[str, tuple[SaidOfAgreement, ...]]:
    """Return, by person, what was said of each agreement that rests on it, said or not."""
    refs = list(person_refs)
    rows = list_answers(refs)
    told = SharingPreference.objects.filter(ref__in=[row.ref for row in rows])
    words = dict(told.values_list("ref", "evidence"))
    names = list_worker_names({row.recorded_by for row in rows if row.recorded_by})
    voices: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for row in rows:
        voices[row.person_ref, row.agreement_ref].append(_said(row, words.get(row.ref, ""), names))
    return {ref: tuple(_of_agreement(terms, voices[ref, terms.ref]) for terms in asked) for ref in refs}


def find_preference(ref: str) -> SharingPreference | None:
    """Return one preference with its person and agreement, if this worker may read it now."""
    return SharingPreference.objects.filter(ref=ref).first()


def list_notices(preference_ref: str) -> tuple[Notice, ...]:
    """Return the notices that a withdrawal made."""
    names = agency_names()
    rows = StopNotice.objects.filter(preference_ref=preference_ref).order_by("to_agency")
    return tuple(_notice(row, names) for row in rows)


def find_notice(ref: str, *, agency_id: str) -> Notice | None:
    """Return a notice that was sent to this agency; inside an open desk."""
    row = StopNotice.objects.filter(ref=ref, to_agency=agency_id).first()
    return _notice(row, agency_names()) if row else None


def list_seen(person_ref: str, terms: Terms) -> tuple[tuple[str, SeenBy], ...]:
    """Return who of those who receive under an agreement has been shown something about a person, with the name.

    Of them alone: that another agency looked may tell that it works with the person, which this worker may not know.
    """
    names = agency_names()
    seen = list_seen_by(person_ref, agency_ids=terms.receiver_ids)
    return tuple((names.get(row.agency_id, row.agency_id), row) for row in seen)


def _notice(row: StopNotice, names: dict[str, str]) -> Notice:
    title = Agreement.objects.filter(ref=row.agreement_ref).values_list("title", flat=True).first()
    return Notice(
        ref=row.ref,
        to_agency=names.get(row.to_agency, row.to_agency),
        due_on=row.due_on,
        done_at=row.done_at,
        person_ref=row.person_ref,
        agreement=title or row.agreement_ref,
        what_was_done=row.what_was_done,
    )


def _terms(row: Agreement, names: dict[str, str]) -> Terms:
    basis = LAWFUL_BASES.get(row.basis)
    return Terms(
        ref=row.ref,
        title=row.title,
        categories=tuple(CATEGORIES[each].label if each in CATEGORIES else each for each in row.categories),
        receivers=tuple(names.get(each, each) for each in row.receivers),
        receiver_ids=tuple(row.receivers),
        level=LEVELS[row.max_level],
        basis=basis.words if basis else row.basis,
        last_day=last_day(row.valid_to),
    )


def _said(row: SaidAnswer, words: str, names: dict[int, str]) -> Said:
    recorder = names.get(row.recorded_by or 0, "")
    return Said(row.ref, row.voice, row.said_by_ref, row.answer, words, row.said_at, recorder)


def _of_agreement(terms: Terms, said: list[Said]) -> SaidOfAgreement:
    pairs = [(each.voice, each.answer) for each in said]
    decision = next((each for each in said if each.voice == DECISION), None)
    voices = tuple(each for each in said if each.voice != DECISION)
    return SaidOfAgreement(terms, voices, has_agreed(pairs), voices_differ(pairs), decision)
