"""Reads the access log, as the audit role: the web role cannot. What a person reads about themselves is ``about``."""

from kith.apps.audit.queries.about import (
    EMERGENCY,
    QUESTION_ASKED,
    EntryAbout,
    count_withheld,
    list_entries_about,
    list_withheld,
)
from kith.apps.audit.queries.changes import Change, list_changes
from kith.apps.audit.queries.lines import (
    PAGE,
    LineRow,
    LogFilter,
    OpenedUnder,
    SeenBy,
    count_events,
    count_uses_of_agreements,
    find_line,
    list_lines,
    list_newest_events,
    list_opened_under,
    list_seen_by,
)
from kith.apps.audit.queries.samples import MARKS, SampleRow, list_sample
from kith.apps.audit.queries.seals import SealsState, get_seals_state
from kith.apps.audit.queries.waiting import list_waiting

__all__ = [
    "EMERGENCY",
    "MARKS",
    "PAGE",
    "QUESTION_ASKED",
    "Change",
    "EntryAbout",
    "LineRow",
    "LogFilter",
    "OpenedUnder",
    "SampleRow",
    "SealsState",
    "SeenBy",
    "count_events",
    "count_uses_of_agreements",
    "count_withheld",
    "find_line",
    "get_seals_state",
    "list_changes",
    "list_entries_about",
    "list_lines",
    "list_newest_events",
    "list_opened_under",
    "list_sample",
    "list_seen_by",
    "list_waiting",
    "list_withheld",
]
