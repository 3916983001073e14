"""Says which sharing agreement covers a file, from ``agreements.json`` of the runs folder, where it was handed over.

``{"agreements": [{"reference": "ISA-7", "source": "police", "categories": ["POLICE"], "valid_from": "2026-01-01",
"valid_to": null}]}``; ``valid_to`` is the first day on which it no longer holds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.engine.delivery import Delivery
from kith.engine.landing.refuse import LandingRefusal
from kith.engine.sources.declare import Source
from kith.engine.store import RunsFolder
from kith.vocabulary.errors import KithError
from kith.vocabulary.periods import Period

_ASK = "Ask the information-governance lead to settle the agreement; landing obeys it from the next hand-over on."


class NoAgreement(LandingRefusal):
    """No sharing agreement covers the file on this day."""

    code = "K120"


class AgreementsUnreadable(KithError):
    """The table of agreements cannot be read, so nothing may land."""

    code = "K127"


@dataclass(frozen=True)
class Agreement:
    """What one agreement lets in."""

    reference: str
    source: str
    categories: frozenset[str]
    period: Period


def load_agreements(runs: RunsFolder) -> list[Agreement] | None:
    """Return the agreements handed over, or None where no table was given: then a run cannot be made live."""
    if not runs.agreements.exists():
        return None
    try:
        return [_agreement(one) for one in json.loads(runs.agreements.read_text(encoding="utf-8"))["agreements"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AgreementsUnreadable(
            f"The table of sharing agreements (agreements.json) cannot be read ({type(error).__name__}).",
            not_done="Nothing was landed.",
            mend="Hand the agreements over again: kith export. The file is written by Kith and not meant to be edited.",
        ) from None


def covering_agreements(
    runs: RunsFolder, deliveries: Sequence[Delivery], sources: Mapping[str, Source], day: date
) -> dict[str, str | None]:
    """Return which agreement covers each delivery on ``day``, by delivery id; None for what nothing covers.

    Asked again for every run: a file that landed under an agreement may be older than the agreement's end, and one that
    landed before any agreement was handed over may be covered by now.
    """
    agreements = load_agreements(runs)
    return {one.delivery_id: _covering(agreements, sources.get(one.source), day) for one in deliveries}


def _covering(agreements: Sequence[Agreement] | None, source: Source | None, day: date) -> str | None:
    if source is None:
        return None
    try:
        return check_agreement(agreements, source, day)
    except NoAgreement:
        return None


def check_agreement(agreements: Sequence[Agreement] | None, source: Source, day: date) -> str | None:
    """Return the reference of the agreement that covers ``source`` on ``day``; refuse where none does."""
    if agreements is None:
        return None
    own = [agreement for agreement in agreements if agreement.source == source.name]
    if not own:
        raise NoAgreement(f"No sharing agreement covers {source.title} ({source.name}).", mend=_ASK)
    in_force = [agreement for agreement in own if agreement.period.contains(day)]
    if not in_force:
        raise NoAgreement(_why_not(source, own, day), mend=_ASK)
    covering = next((agreement for agreement in in_force if source.category in agreement.categories), None)
    if covering is None:
        raise NoAgreement(
            f"The sharing agreement for {source.name} does not cover the category {source.category}.", mend=_ASK
        )
    return covering.reference


def _why_not(source: Source, own: Sequence[Agreement], day: date) -> str:
    ended = [one.period.valid_to for one in own if one.period.valid_to and one.period.valid_to <= day]
    if ended:
        return f"The sharing agreement for {source.name} ended on {max(ended).isoformat()}."
    return f"The sharing agreement for {source.name} has not begun on {day.isoformat()}."


def _agreement(one: dict[str, object]) -> Agreement:
    start, end = one["valid_from"], one.get("valid_to")
    return Agreement(
        str(one["reference"]),
        str(one["source"]),
        frozenset(one["categories"]),  # type: ignore[call-overload]
        Period(date.fromisoformat(str(start)), date.fromisoformat(str(end)) if end else None),
    )
