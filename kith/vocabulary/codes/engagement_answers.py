"""What a family member answers when they are asked to work with the help that is offered. No answer is a fault.

Source: Kith's proposal (PROPOSAL), November 2026. It is no consent to sharing, which is asked apart.
"""

from __future__ import annotations

ENGAGEMENT_ANSWERS = {
    "ASKED": "Asked, and thinking about it",
    "AGREED": "Said yes",
    "PART": "Said yes to some of it",
    "DECLINED": "Said no",
    "WITHDRAWN": "Said yes once, and now no",
    "NOTREQ": "Need not be asked: the law asks for this work",
}
