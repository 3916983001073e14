"""A small invented world: the Marlowes, a family in a refuge, a father who lives apart, and a plain family."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from tests.builders.published_run import AS_AT, Rows

CANARY_ADDRESS = "1 Hidden Canary Row"


def _person(ref: str, forename: str, surname: str, born_on: date | None, sex: str = "F", **more: Any) -> dict[str, Any]:
    return {
        "person_ref": ref, "forename": forename, "surname": surname, "born_on": born_on, "sex": sex,
        "is_shielded": False, **more,
    }  # fmt: skip


def _fact(
    number: int, who: str, agency: str, kind: str, category: str, label: int, on: date, **more: Any
) -> dict[str, Any]:
    return {
        "fact_id": f"test:{number}", "person_ref": who, "agency_id": agency, "kind": kind, "category": category,
        "sensitivity": label, "happened_on": on, "is_spell": False, "detail": "canary detail", "source": "test", **more,
    }  # fmt: skip


def _work(who: str, agency: str, staff: str | None, since: date, *, lead: bool = False, **more: Any) -> dict[str, Any]:
    return {
        "person_ref": who, "agency_id": agency, "staff_id": staff, "is_lead": lead, "valid_from": since,
        "service": "Family support", "source": "test", **more,
    }  # fmt: skip


def _lives(who: str, dwelling: str, since: date, until: date | None = None) -> dict[str, Any]:
    return {
        "person_ref": who, "dwelling_id": dwelling, "valid_from": since, "valid_to": until, "sources": "test",
        "last_seen_on": AS_AT,
    }  # fmt: skip


def _home(dwelling: str, address: str, **more: Any) -> dict[str, Any]:
    return {
        "dwelling_id": dwelling, "address_text": address, "postcode": "QX4 7TN", "is_communal": False,
        "is_protected": False, **more,
    }  # fmt: skip


MARLOWES = "F-MARL0WE"
REFUGE = "F-REFVGE1"
PLAIN = "F-PLAIN01"

_WORLD: Rows = {
    "agency": [
        {"agency_id": "SCH_1", "kind": "S", "name": "Northmoor Primary", "current_as_of": AS_AT},
        {"agency_id": "POLICE", "kind": "P", "name": "Police", "current_as_of": date(2026, 11, 19)},
        {"agency_id": "HOMES", "kind": "L", "name": "Wexmoor Homes", "current_as_of": AS_AT},
        {"agency_id": "CAMHS", "kind": "M", "name": "Adult mental health", "current_as_of": date(2026, 11, 9)},
        {"agency_id": "COUNCIL_EH", "kind": "E", "name": "Early help", "current_as_of": AS_AT},
        {"agency_id": "HARBOUR_DADS", "kind": "V", "name": "Harbour Dads", "current_as_of": AS_AT},
        {"agency_id": "PROBATION", "kind": "R", "name": "Probation", "current_as_of": AS_AT},
    ],
    "worker": [
        {"agency_id": "SCH_1", "staff_id": "S1", "name": "Priya Shah", "email": "p@wexmoor.example"},
        {"agency_id": "SCH_1", "staff_id": "S2", "name": "Ann Other"},
        {"agency_id": "HOMES", "staff_id": "L1", "name": "Sam Reid"},
        {"agency_id": "HARBOUR_DADS", "staff_id": "V1", "name": "Tom Baines"},
        {"agency_id": "PROBATION", "staff_id": "R1", "name": "Pat Probe"},
        {"agency_id": "COUNCIL_EH", "staff_id": "E1", "name": "Fay Door"},
        {"agency_id": "COUNCIL_EH", "staff_id": "E2", "name": "Max Manager"},
        {"agency_id": "COUNCIL_EH", "staff_id": "E3", "name": "Ida Admin"},
        {"agency_id": "CAMHS", "staff_id": "M1", "name": "Mo Mind"},
    ],
    "family": [
        {"family_ref": MARLOWES, "name": "The Marlowe family"},
        {"family_ref": REFUGE, "name": "The Quill family"},
        {"family_ref": PLAIN, "name": "The Plain family"},
    ],
    "person": [
        _person("P-DAWN", "Dawn", "Marlowe", date(1984, 2, 3), nhs_number="9990001111"),
        _person("P-LEE", "Lee", "Marlowe", date(1981, 5, 5), "M"),
        _person("P-CARL", "Carl", "Stott", date(1980, 1, 9), "M"),
        _person("P-RYAN", "Ryan", "Marlowe-Stott", date(2009, 6, 1), "M"),
        _person("P-ELLA", "Ella", "Marlowe", date(2015, 5, 14), known_as="Ellie"),
        _person("P-JAY", "Jay", "Marlowe", date(2020, 8, 8), "M"),
        _person("P-BABY", "", "Marlowe", None, due_on=date(2027, 3, 9)),
        _person("P-ALAN", "Alan", "Frost", date(1950, 1, 1), "M", died_on=date(2010, 6, 6)),
        _person("P-RUTH", "Ruth", "Quill", date(1990, 4, 4), is_shielded=True),
        _person("P-KIT", "Kit", "Quill", date(2016, 4, 4)),
        _person("P-IAN", "Ian", "Quill", date(1988, 4, 4), "M"),
        _person("P-ZOE", "Zoë", "Plain", date(2012, 7, 7)),
        _person("P-MUM", "Maya", "Plain", date(1986, 7, 7)),
    ],
    "family_member": [
        *(
            {"family_ref": MARLOWES, "person_ref": ref, "role": role}
            for ref, role in (
                ("P-DAWN", "PARENT"), ("P-LEE", "PARENT"), ("P-CARL", "PARENT"), ("P-RYAN", "CHILD"),
                ("P-ELLA", "CHILD"), ("P-JAY", "CHILD"), ("P-BABY", "CHILD"), ("P-ALAN", "OTHER_ADULT"),
            )
        ),
        {"family_ref": REFUGE, "person_ref": "P-RUTH", "role": "PARENT"},
        {"family_ref": REFUGE, "person_ref": "P-KIT", "role": "CHILD"},
        {"family_ref": REFUGE, "person_ref": "P-IAN", "role": "PARENT"},
        {"family_ref": PLAIN, "person_ref": "P-ZOE", "role": "CHILD"},
        {"family_ref": PLAIN, "person_ref": "P-MUM", "role": "PARENT"},
    ],
    "relation": [
        *(
            {"from_person_ref": one, "kind": kind, "to_person_ref": other, "sources": "test"}
            for one, kind, other in (
                ("P-DAWN", "PARENT", "P-RYAN"), ("P-CARL", "PARENT", "P-RYAN"), ("P-DAWN", "PARENT", "P-ELLA"),
                ("P-LEE", "PARENT", "P-ELLA"), ("P-DAWN", "PARENT", "P-JAY"), ("P-LEE", "PARENT", "P-JAY"),
                ("P-ALAN", "PARENT", "P-DAWN"), ("P-DAWN", "PARTNER", "P-LEE"), ("P-RUTH", "PARENT", "P-KIT"),
                ("P-IAN", "PARENT", "P-KIT"), ("P-MUM", "PARENT", "P-ZOE"),
            )
        ),
    ],
    "dwelling": [
        _home("uprn:1", "14 Tern Close"),
        _home("uprn:2", "2 Far Street"),
        _home("uprn:3", CANARY_ADDRESS, is_protected=True),
        _home("uprn:4", "5 Old Lane"),
        _home("uprn:5", "9 Plain Road"),
        _home("uprn:6", "The Hostel", is_communal=True),
    ],
    "residence": [
        *(_lives(ref, "uprn:1", date(2018, 1, 1)) for ref in ("P-DAWN", "P-LEE", "P-RYAN", "P-ELLA", "P-JAY")),
        _lives("P-CARL", "uprn:2", date(2013, 1, 1)),
        _lives("P-DAWN", "uprn:6", date(2017, 1, 1), date(2018, 1, 1)),
        _lives("P-RUTH", "uprn:3", date(2026, 1, 1)),
        _lives("P-KIT", "uprn:4", date(2016, 4, 4)),  # what his school still holds
        _lives("P-RUTH", "uprn:4", date(2015, 1, 1), date(2026, 1, 1)),
        _lives("P-IAN", "uprn:4", date(2015, 1, 1)),
        _lives("P-ZOE", "uprn:5", date(2015, 1, 1)),
        _lives("P-MUM", "uprn:5", date(2015, 1, 1)),
    ],
    "involvement": [
        _work("P-ELLA", "SCH_1", "S1", date(2026, 5, 14), lead=True, last_contact_on=date(2026, 11, 18)),
        _work("P-JAY", "SCH_1", "S1", date(2026, 5, 14)),
        _work("P-DAWN", "HOMES", "L1", date(2026, 3, 1)),
        _work("P-LEE", "HARBOUR_DADS", "V1", date(2026, 9, 1)),
        _work("P-DAWN", "CAMHS", "M1", date(2026, 6, 1)),
        _work("P-CARL", "PROBATION", "R1", date(2026, 2, 1)),
        _work("P-DAWN", "COUNCIL_EH", None, date(2024, 1, 1), valid_to=date(2025, 1, 1)),
        _work("P-KIT", "SCH_1", "S2", date(2026, 2, 1)),
        _work("P-IAN", "PROBATION", "R1", date(2026, 2, 1)),
        _work("P-ZOE", "COUNCIL_EH", "E9", date(2026, 2, 1)),
    ],
    "fact": [
        _fact(1, "P-DAWN", "POLICE", "DOMESTIC_ABUSE_CALL_OUT", "DOMESTIC_ABUSE", 2, date(2023, 4, 2)),
        _fact(2, "P-ELLA", "SCH_1", "ABSENCE_HIGH", "ATTENDANCE", 1, date(2025, 9, 1), amount=12.0, unit="PERCENT"),
        _fact(3, "P-DAWN", "CAMHS", "HEALTH_STRENGTH", "MENTAL_HEALTH", 2, date(2026, 6, 1)),
        _fact(4, "P-ELLA", "COUNCIL_EH", "CONTACT", "SOCIAL_CARE", 2, date(2024, 1, 10)),
        _fact(5, None, "HOMES", "RENT_ARREARS", "HOUSING", 1, date(2025, 2, 1), dwelling_id="uprn:1", is_spell=True),
        _fact(6, None, "HOMES", "RENT_ARREARS", "HOUSING", 1, date(2016, 2, 1), dwelling_id="uprn:1"),
        _fact(7, None, "POLICE", "POLICE_CALL_OUT", "POLICE", 2, date(2017, 6, 1), dwelling_id="uprn:6"),
        _fact(8, "P-KIT", "SCH_1", "SCHOOL_PLACE", "SCHOOL", 1, date(2026, 2, 1), is_spell=True),
        _fact(9, "P-ZOE", "COUNCIL_EH", "CONTACT", "SOCIAL_CARE", 2, date(2026, 11, 18)),
        _fact(10, "P-LEE", "POLICE", "OFFENCE", "PROTECTED_ADDRESS", 3, date(2022, 1, 1)),
    ],
    "out_of_view": [{"person_ref": "P-UNSEEN", "scheme": "NHS_NUMBER", "hash": "ab" * 32}],
    "delivery": [
        {
            "delivery_id": "test-2026-11-20-0123456789", "source": "test", "file_name": "test_2026-11-20.csv",
            "sha256": "0" * 64, "as_at": AS_AT, "rows_landed": 13, "rows_set_aside": 0, "notes": 1,
        }
    ],
    "people_count": [{"measure": "IN_VIEW", "people": 13}],
}  # fmt: skip

UNTOLD = "F-UNT0LD1"
# Mia's father is not to be told, though two sources name him; Wren was adopted, and one source still holds the birth
# mother. Nothing of either may be read by whom ``hide_what_is_not_told`` hides it from.
UNTOLD_CANARIES = ("Hugh", "Fathercanary", "P-HUGH", "Bea", "Birthcanary", "P-BEA", "hugh canary", "bea canary")
_UNTOLD: Rows = {
    "worker": [
        {"agency_id": "SCH_1", "staff_id": "S3", "name": "Lou Lane"},
        {"agency_id": "COUNCIL_EH", "staff_id": "E4", "name": "Cleo Kerr"},
    ],
    "family": [{"family_ref": UNTOLD, "name": "The Vale family"}],
    "person": [
        _person("P-NORA", "Nora", "Vale", date(1987, 3, 3)),
        _person("P-MIA", "Mia", "Vale", date(2017, 9, 9)),
        _person("P-WREN", "Wren", "Vale", date(2014, 1, 2)),
        _person("P-HUGH", "Hugh", "Fathercanary", date(1979, 5, 5), "M"),
        _person("P-BEA", "Bea", "Birthcanary", date(1992, 6, 6)),
    ],
    "family_member": [
        {"family_ref": UNTOLD, "person_ref": ref, "role": role}
        for ref, role in (
            ("P-NORA", "PARENT"), ("P-MIA", "CHILD"), ("P-WREN", "CHILD"), ("P-HUGH", "PARENT"), ("P-BEA", "PARENT"),
        )
    ],
    "relation": [
        {"from_person_ref": one, "kind": kind, "to_person_ref": other, "sources": sources}
        for one, kind, other, sources in (
            ("P-NORA", "PARENT", "P-MIA", "test"), ("P-NORA", "ADOPTIVE_PARENT", "P-WREN", "test"),
            ("P-HUGH", "PARENT", "P-MIA", "midwifery,benefits"), ("P-BEA", "PARENT", "P-WREN", "health_visiting"),
        )
    ],
    "dwelling": [_home("uprn:7", "3 Vale End"), _home("uprn:8", "8 Hugh Canary Close")],
    "residence": [
        *(_lives(ref, "uprn:7", date(2019, 1, 1)) for ref in ("P-NORA", "P-MIA", "P-WREN")),
        _lives("P-HUGH", "uprn:8", date(2015, 1, 1)),
        _lives("P-BEA", "uprn:7", date(2013, 1, 1), date(2016, 1, 1)),
    ],
    "involvement": [
        _work("P-MIA", "SCH_1", "S3", date(2026, 4, 1), lead=True),
        _work("P-WREN", "COUNCIL_EH", "E4", date(2026, 4, 1), lead=True),
        _work("P-HUGH", "PROBATION", "R1", date(2026, 4, 1), service="hugh canary service"),
    ],
    "fact": [
        _fact(11, "P-HUGH", "SCH_1", "SCHOOL_CONTACT", "SCHOOL", 1, date(2026, 5, 5), detail="hugh canary detail"),
        _fact(12, "P-BEA", "SCH_1", "SCHOOL_CONTACT", "SCHOOL", 1, date(2014, 5, 5), detail="bea canary detail"),
    ],
}  # fmt: skip


def hide_what_is_not_told() -> None:
    """Hide, as people decided it, that Hugh is Mia's father and that Bea is Wren's birth mother."""
    from django.utils import timezone

    from kith.apps.governance.models import HiddenRelation

    for one, other, reason in (("P-HUGH", "P-MIA", "UNDISCLOSED"), ("P-WREN", "P-BEA", "ADOPTION")):
        HiddenRelation.objects.using("owner").create(
            one_ref=one, other_ref=other, reason=reason, how_made="ASSIGNED", set_at=timezone.now()
        )


def untold_world() -> Rows:
    """Return the small world with the Vales beside it: a father who is not told, and a child who was adopted."""
    world = small_world()
    for table, rows in copy.deepcopy(_UNTOLD).items():
        world[table] += rows
    return world


def small_world() -> Rows:
    """Return a fresh copy, to change and write."""
    return copy.deepcopy(_WORLD)
