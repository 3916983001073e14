"""Says the difference between two runs in a few sentences, for a terminal and a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def said_difference(difference: Mapping[str, Any]) -> list[str]:
    """Return the sentences about the whole."""
    people, families = difference["people"], difference["families"]
    return [
        f"{_count(people['new'], 'person comes', 'people come')} into view and {people['gone']:,} leave it"
        f" ({people['before']:,} before, {people['now']:,} now).",
        f"{_count(families['new'], 'family is', 'families are')} new, {families['gone']:,} gone,"
        f" {families['changed']:,} changed: {families['members_in']:,} members came to them,"
        f" {families['members_out']:,} went ({families['before']:,} before, {families['now']:,} now).",
        f"{_count(people['merged'], 'reference is', 'references are')} merged into another"
        f" and {people['split']:,} lost records to another.",
    ]


def agency_lines(difference: Mapping[str, Any]) -> list[str]:
    """Return a line for each agency of which something changed."""
    return [
        f"{one['name']}: people {one['people_before']:,} to {one['people_now']:,}"
        f" (+{one['people_new']:,} -{one['people_gone']:,}), facts {one['facts_before']:,} to {one['facts_now']:,}"
        f" (+{one['facts_new']:,} -{one['facts_gone']:,}, {one['facts_otherwise']:,} told otherwise)"
        for one in difference["agencies"]
        if any(one[part] for part in ("people_new", "people_gone", "facts_new", "facts_gone", "facts_otherwise"))
    ]


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
