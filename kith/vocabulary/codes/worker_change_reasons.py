"""Why a family's lead worker changed.

Source: the Standard Safeguarding Dataset of Data to Insight, list of reasons for a change of worker (SEEN), 2026; the
labels are in Kith's words.
"""

from __future__ import annotations

WORKER_CHANGE_REASONS = {
    "FCONTA": "First worker, or the family has come back",
    "MANAGE": "To share out the work",
    "LEFTRL": "The worker before has left",
    "ORGRST": "Teams were changed",
    "TSPROC": "Passed on as usual, to another team or service",
    "ABSENC": "The worker before is away",
    "CHCHAN": "A child asked for it",
    "PCCHAN": "A parent or carer asked for it",
    "SWDIED": "The worker before died",
    "OTHERS": "Another reason",
}
