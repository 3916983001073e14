"""What this room holds of a person, and how it tells, erases and merges it.

All but the references belongs to a run. It is told from the live run, and erased from every run that is here; a run
that is loaded later has it taken out again by the erasure ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localdate

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, histories_of, move_refs
from kith.apps.base.words import day_in_words
from kith.apps.intake.queries import list_runs_with_rows
from kith.apps.people import models
from kith.apps.people.ages import full_name
from kith.apps.people.models import Dwelling, Fact, FamilyMember, Involvement, PersonDetails, Relation, Residence
from kith.vocabulary.codes.fact_kinds import FACT_KINDS
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS

ROOM = "people"
_ABOUT = (
    models.PersonDetails,
    models.FamilyMember,
    models.Residence,
    models.Involvement,
    models.Fact,
    models.OutOfView,
    models.Flag,
)
_UNITS = {"GBP": "£{:,.0f}", "PERCENT": "{:g}%", "": "{:g}"}
_DIES = "dies with its run; erased from every run that is here"


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell what the live run knows of the person, a line for each row."""
    runs = list_runs_with_rows(alias)
    if not runs:
        return
    of = _Run(runs[0], alias)
    mine: dict[str, Any] = {"person_ref": person_ref}
    for person in of.rows(PersonDetails, **mine):
        yield _told("Who you are", _identity(person), "IDENTITY", person_ref, happened_on=person.born_on, code="BIRTH")
    members = list(of.rows(FamilyMember, **mine))
    families = of.rows(models.FamilyDetails, family_ref__in={member.family_ref for member in members})
    names = dict(families.values_list("family_ref", "name"))
    for member in members:
        text = f"Counted as {member.role.lower().replace('_', ' ')} in {names.get(member.family_ref, 'a family')}."
        yield _told("Family", text, "RELATIONS", person_ref)
    yield from _relations(of, person_ref)
    yield from _homes(of, person_ref)
    for work in of.rows(Involvement, **mine):
        text = f"{_started(work.service or 'work')} {_span(work.valid_from, work.valid_to)}."
        more = {"ended_on": work.valid_to, "is_open": work.valid_to is None, "code": "INVOLVEMENT"}
        yield _told(
            "Who works with you", text, "INVOLVEMENT", person_ref, agency_id=work.agency_id,
            happened_on=work.valid_from, source=work.source, **more,
        )  # fmt: skip
    for fact in of.rows(Fact, **mine):
        yield _fact(fact, (person_ref,))
    if of.rows(models.OutOfView, **mine).exists():
        text = "Records about you are linked, under a number alone. No worker can read your name or open them."
        yield _told("Kept without a name", text, "IDENTITY", person_ref)
    for row in models.BroughtIntoView.objects.using(alias).filter(person_ref=person_ref):
        text = "Your records were opened to workers, because you came for help or help was asked for you."
        yield _told("Opened to workers", text, "INVOLVEMENT", person_ref, happened_on=localdate(row.brought_at))
    yield from _said_of_bonds(of, person_ref)
    yield from _said_of_homes(of, person_ref)
    for doubt in models.DoubtedRecord.objects.using(alias).filter(person_ref=person_ref).order_by("said_at"):
        text, day = f"A worker doubted that a record taken for yours is yours. {doubt.reason}", localdate(doubt.said_at)
        yield _told("Comparing records", text, "IDENTITY", person_ref, happened_on=day, is_plain=False)
    for flag in of.rows(models.Flag, **mine):
        text = f"To the question {flag.question.lower().replace('_', ' ')}, this agency's answer is yes."
        yield _told(
            "Yes or no answers", text, flag.category, person_ref, agency_id=flag.agency_id, happened_on=flag.as_at,
        )  # fmt: skip


def erase(person_ref: str, alias: str) -> int:
    """Delete every row about the person in every run that is here, and places that nobody is left in."""
    runs = list_runs_with_rows(alias)
    homes = list(_of(Residence, runs, alias).filter(person_ref=person_ref).values_list("run_id", "dwelling_id"))
    rows = [_of(model, runs, alias).filter(person_ref=person_ref) for model in _ABOUT]
    rows.append(_of(Relation, runs, alias).filter(Q(from_person_ref=person_ref) | Q(to_person_ref=person_ref)))
    gone = sum(each.delete()[0] for each in rows)
    for run, dwelling_id in homes:
        if not _of(Residence, (run,), alias).filter(dwelling_id=dwelling_id).exists():
            gone += _of(Fact, (run,), alias).filter(dwelling_id=dwelling_id, person_ref="").delete()[0]
            gone += _of(Dwelling, (run,), alias).filter(dwelling_id=dwelling_id).delete()[0]
    gone += models.BroughtIntoView.objects.using(alias).filter(person_ref=person_ref).delete()[0]
    for history in histories_of(models.BroughtIntoView):
        history.objects.using(alias).filter(person_ref=person_ref).delete()
    gone += _erase_said(models.BondSaid, _either(person_ref), alias)
    for model in (models.HomeLeft, models.DoubtedRecord):
        gone += _erase_said(model, Q(person_ref=person_ref), alias)
    gone += models.Person.objects.using(alias).filter(ref=person_ref).delete()[0]
    return gone


def _erase_said(model: Any, of_whom: Q, alias: str) -> int:
    """Delete what workers said, and its history, which holds the very words."""
    said = model.objects.using(alias).filter(of_whom)
    refs = list(said.values_list("ref", flat=True))
    gone = int(said.delete()[0])
    for history in histories_of(model):
        history.objects.using(alias).filter(ref__in=refs).delete()
    return gone


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move who was brought into view and what workers said; the rest the next run links."""
    held = (
        Held(models.BroughtIntoView, "person_ref"),
        Held(models.BondSaid, "from_person_ref"),
        Held(models.BondSaid, "to_person_ref"),
        Held(models.HomeLeft, "person_ref"),
        Held(models.DoubtedRecord, "person_ref", may_stay=True),
    )
    return move_refs(held, from_ref, to_ref, alias)


def erase_facts(fact_ids: Iterable[str], alias: str) -> int:
    """Delete these facts wherever a run has brought them back."""
    return _of(Fact, list_runs_with_rows(alias), alias).filter(fact_id__in=list(fact_ids)).delete()[0]


def list_untouched(before: date, alias: str) -> Iterable[str]:
    """Return people of the live run of whom one category at least has nothing newer than ``before``."""
    runs = list_runs_with_rows(alias)[:1]
    latest = _of(Fact, runs, alias).exclude(person_ref="").values("person_ref", "category").annotate(
        last=Max("happened_on"), ended=Max("ended_on")
    )  # fmt: skip
    old = latest.filter(Q(last__lt=before) & (Q(ended=None) | Q(ended__lt=before)))
    return set(old.values_list("person_ref", flat=True))


HOLDINGS = Holdings(
    room=ROOM,
    models=(
        "people.Person",
        "people.BroughtIntoView",
        "people.BroughtIntoViewEvent",
        "people.BondSaid",
        "people.BondSaidEvent: goes with what it says",
        "people.HomeLeft",
        "people.HomeLeftEvent: goes with what it says",
        "people.DoubtedRecord",
        "people.DoubtedRecordEvent: goes with what it says",
        "people.Family: a reference alone, and no person's",
        *(f"people.{model.__name__}: {_DIES}" for model in (*_ABOUT, Relation)),
        "people.FamilyDetails: a family's name, made from its members'; dies with its run",
        "people.Dwelling: a place is nobody's while somebody else lives there; dies with its run",
    ),
    tell=tell,
    erase=erase,
    merge=merge,
    erase_keys=erase_facts,
    list_untouched=list_untouched,
)


class _Run:
    """The rows of one run, on one alias."""

    def __init__(self, key: int, alias: str) -> None:
        self.key, self.alias = key, alias

    def rows(self, model: Any, **about: Any) -> QuerySet[Any]:
        return model.objects.using(self.alias).filter(run_id=self.key, **about)


def _of(model: Any, runs: tuple[int, ...], alias: str) -> QuerySet[Any]:
    return model.objects.using(alias).filter(run_id__in=runs)


def _told(kind: str, text: str, category: str, *about: str, **more: Any) -> Told:
    given = {"happened_on": None, "agency_id": "", "is_plain": True, **more}
    return Told(room=ROOM, kind=kind, text=text, category=category, about_refs=about, **given)


def _identity(person: PersonDetails) -> str:
    parts = {
        "Name": full_name(person),
        "First name": person.forename if person.known_as else "",
        "Earlier surnames": person.previous_surnames,
        "Born": day_in_words(person.born_on) if person.born_on else "",
        "Due": day_in_words(person.due_on) if person.due_on else "",
        "Died": day_in_words(person.died_on) if person.died_on else "",
        "Sex": person.sex,
        "NHS number": person.nhs_number,
        "Pupil number": person.upn,
    }
    return "; ".join(f"{label}: {value}" for label, value in parts.items() if value) + "."


def _relations(of: _Run, person_ref: str) -> Iterator[Told]:
    rows = list(of.rows(Relation).filter(Q(from_person_ref=person_ref) | Q(to_person_ref=person_ref)))
    refs = {ref for row in rows for ref in (row.from_person_ref, row.to_person_ref)}
    names = {person.person_ref: full_name(person) for person in of.rows(PersonDetails, person_ref__in=refs)}
    for row in rows:
        kind = RELATION_KINDS[row.kind].label.lower() if row.kind in RELATION_KINDS else row.kind.lower()
        one, other = (names.get(ref, "somebody") for ref in (row.from_person_ref, row.to_person_ref))
        more = {"happened_on": row.valid_from, "source": row.sources[:60], "code": row.kind}
        refs_told = tuple(dict.fromkeys((person_ref, row.from_person_ref, row.to_person_ref)))
        yield _told("Relation", f"{one} is {kind} of {other}.", "RELATIONS", *refs_told, **more)


def _said_of_bonds(of: _Run, person_ref: str) -> Iterator[Told]:
    """Tell what workers wrote about who the person is to others."""
    rows = models.BondSaid.objects.using(of.alias).filter(_either(person_ref)).order_by("said_at")
    refs = {ref for row in rows for ref in (row.from_person_ref, row.to_person_ref)}
    names = {person.person_ref: full_name(person) for person in of.rows(PersonDetails, person_ref__in=refs)}
    for row in rows:
        kind = RELATION_KINDS[row.kind].label if row.kind in RELATION_KINDS else row.kind.lower()
        one, other = (names.get(ref, "somebody") for ref in (row.from_person_ref, row.to_person_ref))
        text = f"A worker wrote: {one} as {kind} of {other} is {row.decision.lower()}. {row.reason}"
        about = tuple(dict.fromkeys((person_ref, row.from_person_ref, row.to_person_ref)))
        yield _told("Relation", text, "RELATIONS", *about, happened_on=row.said_on, code=row.kind, is_plain=False)


def _said_of_homes(of: _Run, person_ref: str) -> Iterator[Told]:
    """Tell what workers wrote about where the person no longer lives."""
    for row in models.HomeLeft.objects.using(of.alias).filter(person_ref=person_ref).order_by("said_at"):
        place = of.rows(Dwelling, dwelling_id=row.dwelling_id).first()
        where = place.address_text if place and not place.is_protected else "a place of before"
        text = f"A worker wrote: no longer lives at {where}, since {day_in_words(row.left_on)}. {row.reason}"
        yield _told("Where you lived", text, "ADDRESS", person_ref, happened_on=row.left_on, is_plain=False)


def _either(person_ref: str) -> Q:
    return Q(from_person_ref=person_ref) | Q(to_person_ref=person_ref)


def _homes(of: _Run, person_ref: str) -> Iterator[Told]:
    """Tell where the person lived, and what is held about those places from the time that they lived there."""
    for home in of.rows(Residence, person_ref=person_ref):
        place = of.rows(Dwelling, dwelling_id=home.dwelling_id).first()
        if place is None:
            continue
        category = "PROTECTED_ADDRESS" if place.is_protected else "ADDRESS"
        where = ", ".join(part for part in (place.address_text, place.postcode) if part) or "a place kept from view"
        text = f"{where}, {_span(home.valid_from, home.valid_to)}."
        yield _told(
            "Where you lived", text, category, person_ref, happened_on=home.valid_from, source=home.sources[:60],
            ended_on=home.valid_to, code="RESIDENCE",
        )  # fmt: skip
        if not place.is_communal:
            there = of.rows(Residence, dwelling_id=home.dwelling_id).values_list("person_ref", flat=True)
            about = (person_ref, *sorted(set(there) - {person_ref}))
            for fact in of.rows(Fact, dwelling_id=home.dwelling_id, person_ref=""):
                if _overlaps(fact, home):
                    yield _fact(fact, about)


def _overlaps(fact: Fact, home: Residence) -> bool:
    began = home.valid_from is None or home.valid_from <= (fact.ended_on or fact.happened_on)
    return began and (home.valid_to is None or fact.happened_on < home.valid_to)


def _fact(fact: Fact, about: tuple[str, ...]) -> Told:
    kind = FACT_KINDS.get(fact.kind)
    amount = _UNITS.get(fact.unit, "{:g} " + fact.unit.lower()).format(fact.amount) if fact.amount is not None else ""
    until = f"until {day_in_words(fact.ended_on)}" if fact.ended_on else ""
    label = kind.label if kind else "Something recorded"
    text = "; ".join(part for part in (label, fact.detail, amount, until) if part)
    return _told(
        label, f"{text}.", fact.category, *about, agency_id=fact.agency_id,
        happened_on=fact.happened_on, ended_on=fact.ended_on, is_open=fact.is_spell and fact.ended_on is None,
        source=fact.source, code=fact.kind, is_plain=not fact.detail, key=fact.fact_id,
    )  # fmt: skip


def _started(text: str) -> str:
    return text[:1].upper() + text[1:]


def _span(since: date | None, until: date | None) -> str:
    began = f"from {day_in_words(since)}" if since else "from a day not known"
    return f"{began} to {day_in_words(until)}" if until else f"{began} on"
