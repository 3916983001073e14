"""How a school says that a listed contact is related to a pupil.

Source: the three-letter codes that English schools' management systems commonly export (from memory of the DfE common
basic data set; GPR is a local addition), November 2026. A council should check them against its own schools' export.
"""

from __future__ import annotations

SCHOOL_CONTACT_KINDS = {
    "PAM": "Mother",
    "PAF": "Father",
    "STP": "Step-parent",
    "FOM": "Foster mother",
    "FOF": "Foster father",
    "CAR": "Carer",
    "GPR": "Grandparent",
    "FAM": "Other family member",
    "REL": "Other relative",
    "CHM": "Childminder",
    "SWR": "Social worker",
    "DOC": "Doctor",
    "OTH": "Other contact",
}
