"""What this room holds of people: who is meant by a link that was just followed, sealed, for minutes."""

from __future__ import annotations

from kith.apps.base.hooks import Holdings

HOLDINGS = Holdings(
    room="beside",
    models=("beside.Arrival: sealed and without a reference; blanked when it is taken, gone the night after",),
    tell=lambda person_ref, alias: (),
    erase=lambda person_ref, alias: 0,
    merge=lambda from_ref, to_ref, alias: 0,
)
