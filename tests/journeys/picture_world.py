"""The world of the founding picture as a finished run: the Marlowes as drawn, and families that are not Priya's."""

from __future__ import annotations

from datetime import date
from typing import Any

from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.codes.fact_kinds import FACT_KINDS
from tests.builders.published_run import AS_AT, Rows
from tests.builders.small_world import small_world

FAMILY = "F-MARL0WE"
_AGENCIES = (
    ("SCH_1", "S", "Northmoor Primary", date(2026, 11, 19)),
    ("SCH_2", "S", "Wexmoor Academy", date(2026, 11, 19)),
    ("MIDWIFERY", "H", "Midwifery", date(2026, 11, 9)),
    ("HEALTH_VISITING", "H", "Health visiting", date(2026, 11, 9)),
    ("HOMES", "L", "Wexmoor Homes", date(2026, 11, 19)),
    ("YJS", "Y", "Youth justice", date(2026, 11, 19)),
    ("HARBOUR_DADS", "V", "Harbour Dads", date(2026, 11, 19)),
    ("POLICE", "P", "Police", date(2026, 11, 19)),
    ("COUNCIL_SC", "C", "Children's social care", date(2026, 11, 19)),
    ("COUNCIL_EH", "E", "Early help", date(2026, 11, 19)),
    ("COUNCIL_ASB", "B", "Community safety", date(2026, 11, 19)),
    ("CAMHS", "M", "Young people's mental health", date(2026, 11, 9)),
    ("BENEFITS", "D", "Benefits", date(2026, 11, 19)),
    ("ADULTS", "A", "Adult social care", date(2026, 11, 19)),
    ("PROBATION", "R", "Probation", date(2026, 11, 19)),
)
_WORKERS = (
    ("SCH_1", "S1", "Priya Shah"),
    ("SCH_1", "S2", "Ann Other"),
    ("MIDWIFERY", "H1", "Ruth Osei"),
    ("HOMES", "L1", "Sam Reid"),
    ("YJS", "Y1", "Dan Okoro"),
    ("HARBOUR_DADS", "V1", "Tom Baines"),
    ("COUNCIL_EH", "E1", "Fay Dorran"),
    ("COUNCIL_EH", "E2", "Max Mannering"),
    ("COUNCIL_EH", "E3", "Ida Admin"),
    ("COUNCIL_EH", "E5", "Lena Moss"),
    ("COUNCIL_EH", "E6", "Gail Ashby"),
    ("PROBATION", "R1", "Pat Prowse"),
)
USERS = (
    ("priya", "practitioner", "SCH_1", "S1"),
    ("ann", "practitioner", "SCH_1", "S2"),
    ("tom", "practitioner", "HARBOUR_DADS", "V1"),
    ("fay", "front_door", "COUNCIL_EH", "E1"),
    ("ida", "administrator", "COUNCIL_EH", "E3"),
    ("lena", "lead_worker", "COUNCIL_EH", "E5"),
    ("gail", "information_governance", "COUNCIL_EH", "E6"),
)
# who, agency, staff, service, since, until, last contact
_WORK: tuple[tuple[str, str, str | None, str | None, date, date | None, date | None], ...] = (
    ("P-ELLA", "SCH_1", "S1", None, date(2026, 5, 14), None, date(2026, 11, 18)),
    ("P-JAY", "SCH_1", "S1", None, date(2026, 5, 14), None, date(2026, 11, 18)),
    ("P-DAWN", "MIDWIFERY", "H1", None, date(2026, 8, 3), None, date(2026, 11, 11)),
    *(
        (ref, "HOMES", "L1", "tenancy support", date(2026, 3, 2), None, date(2026, 10, 28))
        for ref in ("P-DAWN", "P-LEE", "P-ELLA", "P-JAY")
    ),
    ("P-RYAN", "YJS", "Y1", None, date(2026, 1, 12), None, date(2026, 11, 12)),
    ("P-LEE", "HARBOUR_DADS", "V1", "volunteer", date(2026, 9, 7), None, date(2026, 11, 19)),
    ("P-DAWN", "POLICE", None, "domestic abuse unit", date(2023, 4, 18), date(2025, 9, 1), None),
    ("P-DAWN", "BENEFITS", None, None, date(2023, 1, 9), date(2026, 2, 2), None),
    ("P-RYAN", "SCH_2", None, "attendance", date(2024, 3, 4), date(2025, 7, 21), None),
    ("P-ELLA", "COUNCIL_SC", None, "child in need", date(2024, 8, 19), date(2025, 6, 2), None),
    ("P-RYAN", "COUNCIL_ASB", None, None, date(2024, 10, 7), date(2025, 5, 5), None),
    ("P-JAY", "HEALTH_VISITING", None, None, date(2023, 9, 1), date(2025, 8, 8), None),
    ("P-RYAN", "CAMHS", None, None, date(2024, 6, 3), date(2025, 12, 1), None),
    ("P-DAWN", "HOMES", None, "rent team", date(2024, 11, 4), date(2025, 9, 30), None),
    ("P-RYAN", "YJS", None, "prevention", date(2025, 1, 6), date(2025, 4, 7), None),
    ("P-DAWN", "ADULTS", None, None, date(2025, 1, 13), date(2025, 3, 31), None),
    ("P-KIT", "SCH_1", "S2", None, date(2026, 2, 1), None, None),
    ("P-IAN", "PROBATION", "R1", None, date(2026, 2, 1), None, None),
    ("P-ZOE", "COUNCIL_EH", "E1", None, date(2026, 2, 1), None, None),
    *((ref, "COUNCIL_EH", "E5", "Family support", date(2026, 3, 1), None, None) for ref in ("P-ZOE", "P-MUM")),
)
# who (None: the dwelling), agency, kind, on, until, is a spell, detail, amount, unit
_FACTS: tuple[tuple[Any, ...], ...] = (
    ("P-DAWN", "POLICE", "DOMESTIC_ABUSE_CALL_OUT", date(2023, 4, 16), None, False, None, None, None),
    ("P-DAWN", "POLICE", "POLICE_CALL_OUT", date(2024, 11, 2), None, False, None, None, None),
    ("P-RYAN", "SCH_2", "ABSENCE_HIGH", date(2024, 3, 4), date(2025, 3, 3), True, None, 14.0, "PERCENT"),
    ("P-RYAN", "YJS", "YOUTH_JUSTICE_ORDER", date(2026, 1, 12), None, False, "Referral order", None, None),
    ("P-ELLA", "COUNCIL_EH", "CONTACT", date(2024, 7, 8), None, False, None, None, None),
    ("P-ELLA", "COUNCIL_SC", "CIN_EPISODE", date(2024, 8, 19), date(2025, 6, 2), True, None, None, None),
    ("P-ELLA", "HEALTH_VISITING", "HEALTH_STRENGTH", date(2025, 9, 9), None, False, "Glasses", None, None),
    ("P-ELLA", "SCH_1", "SCHOOL_PLACE", date(2019, 9, 2), None, True, None, None, None),
    ("P-JAY", "SCH_1", "ATTENDANCE_GOOD", date(2026, 4, 20), None, False, None, 3.0, "PERCENT"),
    (None, "HOMES", "RENT_ARREARS", date(2025, 2, 3), date(2025, 9, 15), True, None, 820.0, "GBP"),
    (None, "COUNCIL_EH", "EARLY_HELP_EPISODE", date(2026, 5, 14), None, True, None, None, None),
)  # fmt: skip


def picture_world() -> Rows:
    """The small world of the access tests, with the Marlowes filled in as the picture draws them."""
    world = small_world()
    names = ("agency_id", "kind", "name", "current_as_of")
    world["agency"] = [dict(zip(names, row, strict=True)) for row in _AGENCIES]
    world["worker"] = [
        {"agency_id": agency, "staff_id": staff, "name": name, "email": f"{staff.lower()}@wexmoor.example"}
        for agency, staff, name in _WORKERS
    ]
    world["involvement"] = [_work(*row) for row in _WORK]
    world["fact"] = [_fact(number, *row) for number, row in enumerate(_FACTS)]
    _add_joan(world)
    _place(world)
    world["delivery"] = [_delivery(*row) for row in (("police", 4211, 3, 12), ("school_census", 20110, 0, 41))]
    # What the school would answer to "Is anybody working with this family now?"
    world["flag"] = [
        {
            "person_ref": "P-ELLA", "agency_id": "SCH_1", "question": "KNOWN_NOW", "category": "SCHOOL",
            "sensitivity": 1, "as_at": AS_AT,
        }
    ]  # fmt: skip
    return world


def _add_joan(world: Rows) -> None:
    joan = {"person_ref": "P-JOAN", "forename": "Joan", "surname": "Frost", "born_on": date(1955, 6, 2), "sex": "F"}
    world["person"].append({**joan, "is_shielded": False})
    world["family_member"].append({"family_ref": FAMILY, "person_ref": "P-JOAN", "role": "OTHER_ADULT"})
    next(person for person in world["person"] if person["person_ref"] == "P-ALAN")["sex"] = "M"
    bonds = [
        ("P-JOAN", "PARENT", "P-DAWN", None),
        ("P-ALAN", "PARTNER", "P-JOAN", date(2010, 6, 6)),
        ("P-CARL", "PARTNER", "P-DAWN", date(2013, 1, 1)),
        ("P-LEE", "STEP_PARENT", "P-RYAN", None),
        ("P-DAWN", "PARENT", "P-BABY", None),
        ("P-LEE", "PARENT", "P-BABY", None),
    ]
    world["relation"] += [
        {"from_person_ref": a, "kind": kind, "to_person_ref": b, "valid_to": until, "sources": "ssd"}
        for a, kind, b, until in bonds
    ]


def _place(world: Rows) -> None:
    """Joan has a home of her own, and Ryan moved in with his father."""
    home = {"dwelling_id": "uprn:8", "address_text": "8 Mill Lane", "postcode": "QX4 7TD"}
    world["dwelling"].append({**home, "is_communal": False, "is_protected": False})
    ryan = next(row for row in world["residence"] if row["person_ref"] == "P-RYAN")
    ryan["valid_to"] = date(2024, 9, 2)
    told = {"sources": "test", "last_seen_on": AS_AT}
    world["residence"] += [
        {"person_ref": "P-RYAN", "dwelling_id": "uprn:2", "valid_from": date(2024, 9, 2), **told},
        {"person_ref": "P-JOAN", "dwelling_id": "uprn:8", "valid_from": date(1999, 1, 4), **told},
    ]


def _work(
    who: str, agency: str, staff: str | None, service: str | None, since: date, until: date | None, last: date | None
) -> dict[str, Any]:
    return {
        "person_ref": who, "agency_id": agency, "staff_id": staff, "service": service, "valid_from": since,
        "valid_to": until, "last_contact_on": last, "is_lead": staff in ("S1", "E5"), "source": "test",
    }  # fmt: skip


def _fact(
    number: int, who: str | None, agency: str, kind: str, on: date, until: date | None, is_spell: bool,
    detail: str | None, amount: float | None, unit: str | None,
) -> dict[str, Any]:  # fmt: skip
    category = FACT_KINDS[kind].category
    return {
        "fact_id": f"test:{number}", "person_ref": who, "dwelling_id": None if who else "uprn:1", "agency_id": agency,
        "kind": kind, "category": category, "sensitivity": CATEGORIES[category].sensitivity, "happened_on": on,
        "ended_on": until, "is_spell": is_spell, "detail": detail, "amount": amount, "unit": unit, "source": "test",
    }  # fmt: skip


def _delivery(source: str, landed: int, aside: int, notes: int) -> dict[str, Any]:
    return {
        "delivery_id": f"{source}-2026-11-20-0123456789", "source": source, "file_name": f"{source}_2026-11-20.csv",
        "sha256": "0" * 64, "as_at": AS_AT, "rows_landed": landed, "rows_set_aside": aside, "notes": notes,
    }  # fmt: skip
