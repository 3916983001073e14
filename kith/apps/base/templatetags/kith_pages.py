"""Tags and filters of the pages: days in words, an agency's dot, and a field with the design's classes."""

from __future__ import annotations

from datetime import date

from django import template
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kith.apps.base.clock import today
from kith.apps.base.words import ago_in_words, day_in_words, month_in_words
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """Write "14 May 2026"; "not known" for no day."""
    return day_in_words(value)


@register.filter
def month(value: date | None) -> str:
    """Write "May 2026"; "not known" for no day."""
    return month_in_words(value)


@register.filter
def ago(value: date | None) -> SafeString | str:
    """Write "2 days ago" with the date itself in the title; older days as a month."""
    if value is None:
        return "not known"
    words, exact = ago_in_words(value, today()), day_in_words(value)
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), exact, words)


@register.simple_tag
def agency_dot(letter: str) -> SafeString:
    """Draw the letter of a kind of agency on its colour, and name the kind to whoever cannot see either."""
    kind = AGENCY_KINDS.get(letter)
    return format_html(
        '<span class="kith-dot kith-agency--{}" aria-hidden="true" title="{}">{}</span>',
        letter,
        kind.name if kind else "",
        letter,
    )


@register.simple_tag
def govuk_input(field: BoundField) -> SafeString:
    """Draw a form's field with the design's classes, tied to its hint and errors."""
    described = [f"{field.id_for_label}-hint"] if field.help_text and field.name != "password" else []
    described += [f"{field.id_for_label}-error"] if field.errors else []
    attrs: dict[str, str | bool] = {"class": "govuk-input" + (" govuk-input--error" if field.errors else "")}
    attrs |= {"aria-describedby": " ".join(described)} if described else {}
    attrs |= {"placeholder": ""}
    return field.as_widget(attrs=attrs)
