"""Kinds of dated fact that an agency may know: stored code, plain words for a page, category of information.

Source: Kith's own list, drawn from the extracts in ``engine/sources``, November 2026.
``tone`` is STRENGTH, WORRY or NEUTRAL: strengths are shown beside worries.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FactKind:
    """A kind of fact; ``label`` is read by families too, so it says what happened without blame."""

    code: str
    label: str
    category: str
    tone: str = "NEUTRAL"


FACT_KINDS = {
    kind.code: kind
    for kind in (
        FactKind("CONTACT", "Contact with the front door", "SOCIAL_CARE"),
        FactKind("EARLY_HELP_EPISODE", "Early help", "EARLY_HELP"),
        FactKind("EARLY_HELP_ASSESSMENT", "Early help assessment", "EARLY_HELP"),
        FactKind("CIN_EPISODE", "Child in need", "SOCIAL_CARE"),
        FactKind("CIN_ASSESSMENT", "Social care assessment", "SOCIAL_CARE"),
        FactKind("CP_PLAN", "Child protection plan", "SOCIAL_CARE"),
        FactKind("SCHOOL_PLACE", "On the school roll", "SCHOOL"),
        FactKind("SEN_SUPPORT", "Extra help at school", "SCHOOL"),
        FactKind("ABSENCE_HIGH", "Absence above 10%", "ATTENDANCE", "WORRY"),
        FactKind("ATTENDANCE_GOOD", "Attendance above 95%", "ATTENDANCE", "STRENGTH"),
        FactKind("SUSPENSION", "Suspended from school", "ATTENDANCE", "WORRY"),
        FactKind("PERMANENT_EXCLUSION", "Permanently excluded", "ATTENDANCE", "WORRY"),
        FactKind("FREE_MEALS", "Free school meals", "BENEFITS"),
        FactKind("BENEFIT_CLAIM", "Benefit claim", "BENEFITS"),
        FactKind("POLICE_CALL_OUT", "Police call-out", "POLICE", "WORRY"),
        FactKind("DOMESTIC_ABUSE_CALL_OUT", "Domestic abuse call-out", "DOMESTIC_ABUSE", "WORRY"),
        FactKind("MISSING_EPISODE", "Reported missing", "POLICE", "WORRY"),
        FactKind("OFFENCE", "Offence", "YOUTH_JUSTICE", "WORRY"),
        FactKind("YOUTH_JUSTICE_ORDER", "Youth justice order", "YOUTH_JUSTICE"),
        FactKind("PREVENTION_PROGRAMME", "Prevention programme", "YOUTH_JUSTICE", "STRENGTH"),
        FactKind("TENANCY", "Council tenancy", "HOUSING"),
        FactKind("RENT_ARREARS", "Rent arrears", "HOUSING", "WORRY"),
        FactKind("HOUSING_NOTICE", "Notice served", "HOUSING", "WORRY"),
        FactKind("ARREARS_CLEARED", "Rent account clear", "HOUSING", "STRENGTH"),
        FactKind("ASB_INCIDENT", "Anti-social behaviour report", "ASB", "WORRY"),
        FactKind("ADULT_CARE_REQUEST", "Asked adult social care for help", "ADULT_CARE"),
        FactKind("ADULT_CARE_SERVICE", "Adult social care service", "ADULT_CARE"),
        FactKind("HEALTH_VISIT", "Health visitor review", "HEALTH"),
        FactKind("HEALTH_VISIT_MISSED", "Health review not attended", "HEALTH", "WORRY"),
        FactKind("HEALTH_STRENGTH", "Health going well", "HEALTH", "STRENGTH"),
        FactKind("VOLUNTARY_SUPPORT", "Help from a charity", "VOLUNTARY", "STRENGTH"),
        FactKind("PREGNANCY", "Baby due", "HEALTH"),
    )
}
