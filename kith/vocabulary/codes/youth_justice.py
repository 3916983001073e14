"""What the youth justice service does with a child: orders of a court, disposals out of court, prevention.

Source: the common names of disposals in youth justice in England, as recalled in November 2026; the codes are ours.
"""

from __future__ import annotations

INTERVENTIONS = {
    "RO": "Referral order",
    "YRO": "Youth rehabilitation order",
    "DTO": "Detention and training order",
    "REP": "Reparation order",
    "YCC": "Youth conditional caution",
    "YC": "Youth caution",
    "OUT22": "Deferred prosecution (outcome 22)",
    "CR": "Community resolution",
    "PREV": "Prevention programme",
    "TATC": "Turnaround programme",
}

OFFENCES = {
    "AB": "Against the person",
    "TH": "Theft",
    "CD": "Criminal damage",
    "PO": "Public order",
    "DR": "Drugs",
    "MV": "Motoring",
    "RB": "Robbery",
    "BU": "Burglary",
    "OT": "Other",
}
