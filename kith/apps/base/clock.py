"""The day it is: ``KITH_TODAY`` in demos and tests, else the calendar's. Nothing else asks the clock for a day."""

from __future__ import annotations

import os
from datetime import date

from django.utils import timezone


def today() -> date:
    """Return the day that decisions and ages count from."""
    given = os.environ.get("KITH_TODAY")
    return date.fromisoformat(given) if given else timezone.localdate()
