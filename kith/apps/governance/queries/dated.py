"""Keeps to what holds on a day, of rows with a first day and a day after the last."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet


def in_force(rows: QuerySet, on: date) -> QuerySet:
    """Return those of dated ``rows`` that hold on the day."""
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return rows.filter(started, Q(valid_to__isnull=True) | Q(valid_to__gt=on))
