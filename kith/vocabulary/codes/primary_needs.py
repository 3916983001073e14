"""Why a child came to be in need, in words that the family may read.

Source: DfE CIN census code set, 2023-24 guide, taken November 2026. The codes are DfE's; the labels are Kith's own,
because a page says what happened without blame (DfE calls N5 "Family dysfunction", N6 "Socially unacceptable
behaviour", N8 "Absent parenting").
"""

from __future__ import annotations

PRIMARY_NEEDS = {
    "N0": "Need not stated",
    "N1": "Worry about harm or neglect",
    "N2": "A child's disability",
    "N3": "A parent's disability or illness",
    "N4": "Family under great stress",
    "N5": "Strain between people at home",
    "N6": "A young person's behaviour",
    "N7": "Low income",
    "N8": "Nobody able to care for the child",
    "N9": "Help other than as a child in need",
}
