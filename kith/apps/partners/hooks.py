"""What this room holds of people: who is meant by a link that is not answered yet, sealed."""

from __future__ import annotations

from kith.apps.base.hooks import Holdings

HOLDINGS = Holdings(
    room="partners",
    models=("partners.QuestionLink: sealed and without a reference; blanked when answered or a week old",),
    tell=lambda person_ref, alias: (),
    erase=lambda person_ref, alias: 0,
    merge=lambda from_ref, to_ref, alias: 0,
)
