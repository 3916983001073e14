"""What extra help a pupil has at school.

Source: DfE school census code set (SEN provision), November 2026.
"""

from __future__ import annotations

SEN_PROVISION = {"N": "None", "K": "SEN support", "E": "Education, health and care plan"}
