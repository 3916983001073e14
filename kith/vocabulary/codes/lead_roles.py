"""What somebody is in an episode: the roles of those who lead, and of those in the team around the family.

Source: the Families First Partnership guide (March 2025, revised May 2026) for the two lead practitioners; the other
roles are Kith's proposal from the founding studies (PROPOSAL), November 2026.
"""

from __future__ import annotations

LEAD_WORKER, PROTECTION_LEAD = "LEAD", "LCPP"
LEAD_ROLES = {
    LEAD_WORKER: "Lead worker",
    PROTECTION_LEAD: "Lead child protection worker",
    "SOCIAL_WORKER": "Social worker for a child",
}
TEAM_ROLES = {
    "KEY_WORKER": "Key worker",
    "TEACHER": "Teacher or pastoral lead",
    "HEALTH": "Health visitor, nurse or midwife",
    "HOUSING": "Housing officer",
    "POLICE": "Police officer",
    "VOLUNTEER": "Charity worker or volunteer",
    "ADVOCATE": "Advocate",
    "FAMILY_FRIEND": "Relative or friend whom the family chose",
    "OTHER": "Somebody else",
}
