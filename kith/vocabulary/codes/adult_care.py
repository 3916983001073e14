"""Adult social care: what a row of the national Client Level Data return is about, and the kinds of service in it.

Source: the Client Level Data specification of the Department of Health and Social Care, version 2, as recalled in
November 2026 and not checked against the document. Values are as councils send them; what they are called here is ours.
"""

from __future__ import annotations

CLIENT_TYPES = {
    "Service User": "Has needs of their own",
    "Carer": "Unpaid carer",
    "Carer known by association": "Unpaid carer, known through the person cared for",
}

EVENT_TYPES = {"Request": "Asked for help", "Assessment": "Assessed", "Service": "Service", "Review": "Reviewed"}

SERVICE_TYPES = {
    "Short Term Support: ST-Max": "Reablement",
    "Short Term Support: Ongoing Low Level": "Low-level support",
    "Short Term Support: Other Short Term": "Other short-term support",
    "Long Term Support: Community": "Support at home",
    "Long Term Support: Residential Care": "Residential care",
    "Long Term Support: Nursing Care": "Nursing care",
    "Long Term Support: Prison": "Support in prison",
    "Carer Support: Direct to Carer": "Support for a carer",
    "Carer Support: Support involving the person cared-for": "Break for a carer",
}
