"""Why something is left out of what a person is given about themselves: code, plain words, where the law says so.

Source: Data Protection Act 2018, schedules 2 and 3, as read in November 2026; the council's DPO must confirm the list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WithholdingReason:
    """``label`` is read by the person who asked, so it says enough and gives nothing away."""

    code: str
    label: str
    law: str


WITHHOLDING_REASONS = {
    reason.code: reason
    for reason in (
        WithholdingReason("ABOUT_ANOTHER", "It is about somebody else", "Schedule 2, paragraphs 16 and 17"),
        WithholdingReason("HARM_SOCIAL_WORK", "Social work: it could seriously harm somebody", "Schedule 3, part 3"),
        WithholdingReason("HARM_HEALTH", "Health: it could seriously harm somebody", "Schedule 3, part 2"),
        WithholdingReason("HARM_EDUCATION", "Education: it could seriously harm somebody", "Schedule 3, part 4"),
        WithholdingReason("CHILD_ABUSE", "It would not be in the child's interest", "Schedule 3, part 5"),
        WithholdingReason("NOT_EXPECTED", "The child said it in trust", "Schedule 3, parts 2 and 3"),
        WithholdingReason("CRIME", "It could get in the way of dealing with a crime", "Schedule 2, paragraph 2"),
        WithholdingReason("COURT", "It belongs to a court", "Schedule 3, paragraphs 3, 9 and 18"),
        WithholdingReason("LEGAL_ADVICE", "It is legal advice", "Schedule 2, paragraph 19"),
        WithholdingReason("NOT_ASKED", "It is outside what you asked for", "none: the scope that was agreed"),
    )
}
# Of what is locked: the same words whatever it is, so that they tell nothing.
LOCKED_REASON = "ABOUT_ANOTHER"
