"""Puts a count's numbers into words: what each line is of, how it is shown, and what is kept back from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kith.apps.agencies.queries import get_agencies, list_workers
from kith.apps.casework.queries.counts.shapes import Block, Line
from kith.rules.counts import COUNT, KEPT_BACK, NOT_KNOWN, CountDefinition, Counted, for_others, shown
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES
from kith.vocabulary.codes.contact_urgencies import CONTACT_URGENCIES
from kith.vocabulary.codes.early_help_closures import EARLY_HELP_CLOSURES
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

NOBODY = {
    "levels": "No level set, or not yours to know",
    "agencies": "Nobody leads yet",
    "workers": "Nobody leads yet",
    "urgencies": "Not said yet how urgent",
}


def block_of(definition: CountDefinition, counted: tuple[Counted, ...], *, is_for_others: bool) -> Block:
    """Return one count as the page shows it."""
    if definition.shape == NOT_KNOWN:
        return Block(definition, (), note="Not known. " + definition.words)
    if is_for_others and not definition.leaves_team:
        return Block(definition, (), note="This names workers, and stays with their manager.")
    labels = _labels(definition, [one.part for one in counted])
    cut = for_others(counted, definition.shape) if is_for_others else counted
    lines = tuple(_line(one, labels[one.part], definition.shape) for one in cut)
    return Block(definition, lines, total=_total(cut, definition), note="" if lines else "None.")


def _line(one: Counted, label: str, shape: str) -> Line:
    number = "" if one.numerator is None else f"{one.numerator:,.0f}"
    of = "" if one.denominator is None else f"{one.denominator:,.0f}"
    return Line(label, KEPT_BACK if one.is_kept_back else number, shown(one, shape), of)


def _total(lines: tuple[Counted, ...], definition: CountDefinition) -> str:
    """Return the whole under a count in parts, unless it would tell what is kept back."""
    wholes = {one.denominator for one in lines}
    if definition.shape != COUNT or len(lines) < 2 or len(wholes) != 1 or None in wholes:
        return ""
    return f"{next(iter(wholes)) or 0:,.0f}"


def _labels(definition: CountDefinition, parts: Iterable[str]) -> dict[str, str]:
    known = dict(definition.parts)
    by_list: dict[str, Callable[[list[str]], Mapping[str, str]]] = {
        "levels": lambda _: {code: level.label for code, level in SERVICE_LEVELS.items()},
        "outcomes": lambda _: {code: outcome.label for code, outcome in CONTACT_OUTCOMES.items()},
        "urgencies": lambda _: {code: urgency.label for code, urgency in CONTACT_URGENCIES.items()},
        "reasons": lambda _: EARLY_HELP_CLOSURES,
        "agencies": lambda _: {key: agency.name for key, agency in get_agencies().items()},
        "workers": _workers,
    }
    codes = list(parts)
    if definition.parts_are:
        known |= by_list[definition.parts_are](codes)
        known[""] = NOBODY.get(definition.parts_are, "Not said")
    return {code: known.get(code, code) for code in codes}


def _workers(codes: list[str]) -> dict[str, str]:
    keys = {(agency, staff) for agency, _, staff in (code.partition("/") for code in codes if code)}
    agencies = get_agencies()
    return {
        f"{agency}/{staff}": f"{row.name}, {agencies[agency].name if agency in agencies else agency}"
        for (agency, staff), row in list_workers(keys).items()
    }
