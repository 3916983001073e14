"""An ordinary calendar of this month: where a page of the family's is left for. It says nothing of Kith."""

from __future__ import annotations

import calendar as months

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.apps.base.clock import today


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    """Show the month, with today marked."""
    day = today()
    weeks = months.Calendar().monthdayscalendar(day.year, day.month)
    return render(request, "portal/calendar.html", {"today": day, "weeks": weeks, "days": list(months.day_name)})
