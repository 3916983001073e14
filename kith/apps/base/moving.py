"""Moves what hangs on one reference to another when two records turn out to be one person, and moves it back.

Each row that moved is remembered, so that a merge can be undone: afterwards every stable row is as it was before.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from kith.apps.base.fields import FamilyRefField
from kith.apps.base.hooks import list_holdings
from kith.apps.base.models import MovedRef


@dataclass(frozen=True)
class Held:
    """A field of a stable table that holds a person's reference. ``apart`` is a field of the same unique key that is
    given the old reference where both people already said something: so both stay in force, and the stricter counts.
    A field that ``may_stay`` keeps the old reference in that case, as one that was given it so.
    """

    model: type[models.Model]
    field: str
    apart: str = ""
    may_stay: bool = False


@dataclass(frozen=True)
class Hanging:
    """One row that hangs on a reference, by the field that holds it."""

    model: str
    row: str
    field: str


_NOBODY = "-"  # no reference of anybody
_KEPT_AS_IT_WAS = frozenset({"audit"})  # the log says what was looked at, under the reference that it had


def move_refs(held: Iterable[Held], from_ref: str, to_ref: str, alias: str) -> int:
    """Put ``to_ref`` in place of ``from_ref`` in these fields; return how many rows moved."""
    return sum(_move(one, row, from_ref, to_ref, alias) for one in held for row in _rows(one, from_ref, alias))


def held_of(*held: Held) -> Callable[[Collection[str], str], frozenset[str]]:
    """Return a room's ``of_whom`` that looks into these fields: one query for each, for however many people."""

    def of_whom(person_refs: Collection[str], alias: str) -> frozenset[str]:
        found: set[str] = set()
        for one in held:
            rows = one.model._default_manager.using(alias).filter(**{f"{one.field}__in": person_refs})
            found.update(rows.values_list(one.field, flat=True).distinct())
        return frozenset(found)

    return of_whom


def histories_of(model: type[models.Model]) -> list[Any]:
    """Return the tables in which every change of ``model`` is kept: they hold the very words, and go with its rows."""
    return [other for other in apps.get_models() if getattr(other, "pgh_tracked_model", None) is model]


def merge_people(from_ref: str, to_ref: str, *, alias: str) -> str:
    """Have every room move what hangs on ``from_ref`` to ``to_ref``; return the reference by which it is undone."""
    merge_ref = uuid.uuid4().hex[:12]
    with transaction.atomic(using=alias):
        for holdings in list_holdings():
            holdings.merge(from_ref, to_ref, alias)
        MovedRef.objects.using(alias).filter(merge_ref="").update(merge_ref=merge_ref)
    return merge_ref


def unmerge_people(merge_ref: str, *, alias: str) -> int:
    """Put back what ``merge_people`` moved, the last first; return how many fields were put back."""
    with transaction.atomic(using=alias):
        moved = list(MovedRef.objects.using(alias).filter(merge_ref=merge_ref).order_by("-pk"))
        for one in moved:
            rows = apps.get_model(one.model)._default_manager.using(alias).filter(pk=one.row)
            rows.filter(**{one.field: one.to_value}).update(**{one.field: one.from_value})
            one.delete()
    return len(moved)


def list_hanging(ref: str, *, alias: str) -> tuple[Hanging, ...]:
    """Ask every room what it would move if ``ref`` were merged, and move nothing."""
    with transaction.atomic(using=alias):
        nothing_yet = transaction.savepoint(using=alias)
        for holdings in list_holdings():
            holdings.merge(ref, _NOBODY, alias)
        rows = MovedRef.objects.using(alias).filter(merge_ref="", from_value=ref, to_value=_NOBODY).order_by("pk")
        found = tuple(Hanging(row.model, row.row, row.field) for row in rows)
        transaction.savepoint_rollback(nothing_yet, using=alias)
    return found


def move_chosen(chosen: Iterable[Hanging], from_ref: str, to_ref: str, *, alias: str) -> str:
    """Move these rows alone, as far as they still hang on ``from_ref``; return the reference by which it is undone."""
    merge_ref = uuid.uuid4().hex[:12]
    with transaction.atomic(using=alias):
        for one in chosen:
            model = apps.get_model(one.model)
            for row in model._default_manager.using(alias).filter(pk=one.row, **{one.field: from_ref}):
                _set(row, one.field, to_ref, alias)
        MovedRef.objects.using(alias).filter(merge_ref="").update(merge_ref=merge_ref)
    return merge_ref


def move_family(from_ref: str, to_ref: str, *, alias: str) -> str:
    """Put ``to_ref`` in place of a family's reference wherever a room holds it; return how it is undone.

    A family has no hooks of its own: its references are told from all other text by their kind of field. A row that
    would say twice what stands there already is left.
    """
    merge_ref = uuid.uuid4().hex[:12]
    with transaction.atomic(using=alias):
        for model in apps.get_models():
            for held in _family_fields(model):
                for row in _rows(held, from_ref, alias):
                    _move(held, row, from_ref, to_ref, alias)
        MovedRef.objects.using(alias).filter(merge_ref="").update(merge_ref=merge_ref)
    return merge_ref


def _family_fields(model: type[models.Model]) -> list[Held]:
    """Return the fields of a stable table that hold a family's reference: not of a history, nor of the log."""
    if getattr(model, "pgh_tracked_model", None) or model._meta.app_label in _KEPT_AS_IT_WAS:
        return []
    fields = (field for field in model._meta.concrete_fields if isinstance(field, FamilyRefField))
    return [Held(model, field.name, may_stay=True) for field in fields if not field.primary_key]


def _rows(held: Held, ref: str, alias: str) -> list[models.Model]:
    return list(held.model._default_manager.using(alias).filter(**{held.field: ref}).order_by("pk"))


def _move(held: Held, row: models.Model, from_ref: str, to_ref: str, alias: str) -> int:
    if (held.apart or held.may_stay) and _would_clash(held, row, to_ref, alias):
        if held.may_stay:
            return 0
        _set(row, held.apart, from_ref, alias)
    try:
        with transaction.atomic(using=alias):
            _set(row, held.field, to_ref, alias)
    except IntegrityError:  # two spells of one person that overlap, which no unique key tells
        if held.may_stay:
            return 0
        raise
    return 1


def _would_clash(held: Held, row: models.Model, to_ref: str, alias: str) -> bool:
    """Answer whether a row of the same unique key hangs on ``to_ref`` already."""
    for rule in held.model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and held.field in rule.fields:
            key = {name: getattr(row, name) for name in rule.fields} | {held.field: to_ref}
            there = held.model._default_manager.using(alias).filter(**key)
            if (there.filter(rule.condition) if rule.condition else there).exists():
                return True
    return False


def _set(row: models.Model, field: str, value: str, alias: str) -> None:
    label = row._meta.label
    MovedRef.objects.using(alias).create(
        model=label, row=str(row.pk), field=field, from_value=getattr(row, field), to_value=value
    )
    setattr(row, field, value)
    row.save(using=alias, update_fields=[field])
