"""Who told the front door, or made the referral: the codes of the children-in-need census.

Source: DfE CIN census code set, 2023-24 guide (also the SSD's contact source), taken November 2026. Labels shortened.
"""

from __future__ import annotations

REFERRAL_SOURCES = {
    "1A": "Family member or carer",
    "1B": "Neighbour or acquaintance",
    "1C": "The person themselves",
    "1D": "Another individual",
    "2A": "School",
    "2B": "Education service",
    "3A": "GP",
    "3B": "Health visitor",
    "3C": "School nurse",
    "3D": "Other primary health care",
    "3E": "Hospital emergency department",
    "3F": "Other health service",
    "4": "Housing",
    "5A": "Council social care",
    "5B": "Another council service",
    "5C": "Another council",
    "5D": "Early help",
    "6": "Police",
    "7": "Court, probation or another legal agency",
    "8": "Children's centre or voluntary organisation",
    "9": "Somebody who gave no name",
    "10": "Not known",
}
