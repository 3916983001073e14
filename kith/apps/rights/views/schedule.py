"""How long each kind of information is kept, in words; and how other councils' schedules differ."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.governance.entry import KithRequest, for_workers
from kith.apps.rights.clocks import label_of
from kith.apps.rights.definitions import load_schedule
from kith.rules.retention import ACTIONS, Schedule, in_words
from kith.vocabulary.codes.fact_kinds import FACT_KINDS

EXAMPLES = ("devon", "derbyshire", "blackpool")


@require_safe
@for_workers
def schedule(request: KithRequest) -> HttpResponse:
    """Show the schedule in force and the examples."""
    shown = {"ours": _shown(load_schedule()), "examples": [_shown(load_schedule(name)) for name in EXAMPLES]}
    return render(request, "rights/schedule.html", shown)


def _shown(found: Schedule) -> dict[str, object]:
    rows = [
        {
            "of": ", ".join(sorted(label_of(category) for category in rule.categories)),
            "kinds": ", ".join(sorted(FACT_KINDS[kind].label for kind in rule.kinds if kind in FACT_KINDS)),
            "how_long": in_words(rule),
            "then": ACTIONS[rule.action],
            "basis": rule.basis,
        }
        for rule in found.rules
    ]
    last = ", ".join(sorted(label_of(category) for category in found.with_the_last))
    return {"title": found.title, "source": found.source, "rows": rows, "last": last}
