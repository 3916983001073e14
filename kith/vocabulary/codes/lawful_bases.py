"""Lawful bases on which information is shared: the articles, the condition, and what each means in everyday words.

Source: governance design, section 2.2, November 2026 (UK GDPR; Data Protection Act 2018, Schedule 1; Children Act 2004,
section 16LA as inserted by the Children's Wellbeing and Schools Act 2026). THE COUNCIL'S DATA PROTECTION OFFICER MUST
CONFIRM THIS TABLE before anything rests on it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LawfulBasis:
    """One basis: ``words`` for the page, ``condition`` the further one for information that is specially protected."""

    code: str
    words: str
    condition: str = ""
    is_duty: bool = False  # the 2026 Act's duty: to be chosen only once its commencement is confirmed


TO_CONFIRM = "The council's data protection officer must confirm the table of lawful bases."
DUTY = "6(1)(c) s.16LA"

LAWFUL_BASES = {
    basis.code: basis
    for basis in (
        LawfulBasis(
            "6(1)(e)+9(2)(g)",
            "a public body's task: keeping children and adults safe",
            "substantial public interest, DPA 2018 Schedule 1 paragraph 18",
        ),
        LawfulBasis("6(1)(e)+9(2)(h)", "a public body's task: health or social care", "provision of care"),
        LawfulBasis(DUTY, "the duty to share for a child's welfare (2026 Act)", "section 16LA", is_duty=True),
        LawfulBasis("6(1)(c) court", "a court has ordered it", "legal claims and courts"),
        LawfulBasis("6(1)(c) s.47", "an enquiry if a child is being harmed (section 47)", "Children Act 1989"),
        LawfulBasis("6(1)(d)", "somebody's life is in danger", "vital interests"),
        LawfulBasis("6(1)(a)+9(2)(a)", "the person's consent", "explicit consent"),
        LawfulBasis("6(1)(f)", "a charity's recognised legitimate interest: protecting somebody vulnerable"),
        LawfulBasis("LED Part 3", "policing (DPA 2018 Part 3)", "strictly necessary for law enforcement"),
    )
}
