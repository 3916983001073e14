"""What a contact is about, in words that a family could read.

Source: Kith's own list, November 2026 (a proposal: no national list was seen; a council may change it).
"""

from __future__ import annotations

CONTACT_REASONS = {
    "ASKED": "The family asks for help",
    "SCHOOL": "Not in school, or school is hard",
    "HOME": "Housing, money or food",
    "MIND": "Feelings or mental health",
    "SUBSTANCES": "Alcohol or drugs",
    "ABUSE_ADULT": "Domestic abuse",
    "HARM": "A child may be hurt or neglected",
    "OUTSIDE": "Harm outside the home, or going missing",
    "BEHAVIOUR": "Trouble with behaviour, or with the police",
    "DISABILITY": "Disability or illness, or looking after somebody",
    "BABY": "A baby on the way",
    "OTHER": "Something else",
}
