"""Publishing: who is in view by name, who is a hash only, and what the tripwires catch."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kith.engine.families.run import find_families
from kith.engine.publish.checks import Check
from kith.engine.publish.run import publish
from kith.engine.questions.rule import RuleUnreadable, read_rules
from kith.engine.questions.run import answer_questions
from kith.engine.refs import open_giving, prepare_key
from kith.engine.sources import load_sources
from kith.engine.standardise.run import prepare_macros
from kith.engine.store import Run, RunsFolder
from kith.engine.tables import NOTES, PUBLISHED, STANDARD, TABLES
from kith.vocabulary.hashes import hidden_identifier, name_and_birth

TODAY = date(2026, 11, 20)
KEY = bytes(range(32))


@dataclass(frozen=True)
class Delivery:
    """A delivery as landing describes it."""

    delivery_id: str
    source: str
    file_name: str = "file.csv"
    sha256: str = "0" * 64
    as_at: date = TODAY
    rows_landed: int = 1
    rows_set_aside: int = 0
    notes: int = 0


class Council:
    """Resolved people, one record each, of two real sources: ssd (people being helped) and school_census (everyone)."""

    def __init__(self, root: Path) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.questions = root / "questions"
        self.run = Run.begin(RunsFolder(root), "1")
        linked = (TABLES[f"linked.{name}"] for name in ("person", "record_person", "doubt"))
        for table in (*STANDARD.values(), *NOTES.values(), *linked):
            self.run.make_table(table.name)

    def add(self, table: str, **row: Any) -> None:
        row = {
            "source": "ssd",
            "delivery_id": "d-" + row.get("source", "ssd"),
            "row_number": 1,
            "agency_id": "COUNCIL_SC",
            **row,
        }
        columns = {column.name for column in TABLES[table].columns}
        self.rows.setdefault(table, []).append({name: value for name, value in row.items() if name in columns})

    def person(self, ref: str, surname: str = "Marlowe", source: str = "ssd", **more: Any) -> None:
        person = {"forename": ref.title(), "surname": surname, "born_on": date(1985, 1, 2), **more}
        self.add("standard.person", record_id=f"{source}:{ref}", local_id=ref, source=source, **person)
        self.add("linked.record_person", record_id=f"{source}:{ref}", person_ref=ref)
        self.add("linked.person", person_ref=ref, **person)

    def involved(self, ref: str, since: date = TODAY, until: date | None = None, source: str = "ssd") -> None:
        self.add("standard.involvement", record_id=f"{source}:{ref}", source=source, valid_from=since, valid_to=until)

    def fact(self, name: str, ref: str | None, kind: str, day: date, source: str = "ssd", **more: Any) -> None:
        self.add("standard.fact", fact_id=f"{source}:{name}", local_fact_id=name, record_id=ref and f"{source}:{ref}",
                 kind=kind, happened_on=day, is_spell=False, source=source, **more)  # fmt: skip

    def publish(
        self, before: dict[str, int] | None = None, brought: Sequence[str] = (), shielded: Sequence[str] = ()
    ) -> dict[str, Check]:
        database = self.run.database
        for table, rows in self.rows.items():
            columns = {name: [row.get(name) for row in rows] for name in {name for row in rows for name in row}}
            database.register("given", pa.table(columns))
            database.execute(f"insert into {table} by name from given")
        prepare_macros(database)
        prepare_key(database, KEY)
        open_giving(database, "person", None)
        find_families(self.run, TODAY)
        sources = load_sources()
        deliveries = [Delivery(f"d-{name}", name) for name in ("ssd", "school_census")]
        self.answered = answer_questions(self.run, TODAY, sources, deliveries, definitions=self.questions)
        until = [(record, date(2027, 1, 1)) for record in brought]
        self.report, checks = publish(
            self.run, TODAY, sources, deliveries, before=before, brought=until, shielded=shielded
        )
        return {check.name: check for check in checks}

    def question(self, code: str, rule: str, about: str = "PERSON") -> None:
        self.questions.mkdir(exist_ok=True)
        (self.questions / f"{code.lower()}.yml").write_text(f"code: {code}\nabout: {about}\nrule: {rule}\n")

    def flags(self) -> list[Any]:
        return self.find("select person_ref, agency_id, question, category from published.flag order by all")

    def find(self, query: str) -> list[Any]:
        rows = self.run.database.execute(query).fetchall()
        return [row[0] if len(row) == 1 else row for row in rows]

    def in_view(self) -> set[str]:
        return set(self.find("select person_ref from published.person"))


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def test_people_being_helped_are_in_view_with_their_family(council: Council) -> None:
    council.person("ella", born_on=date(2015, 3, 4))
    council.person("dawn")
    council.person("stranger")
    council.add("standard.relation", from_record_id="ssd:dawn", kind="PARENT", to_record_id="ssd:ella")
    council.involved("ella")
    council.publish()
    assert council.in_view() == {"ella", "dawn"}
    assert council.find("select name from published.family") == ["The Marlowe family"]


@pytest.mark.parametrize(
    ("until", "seen"), [(date(2026, 1, 1), {"dawn"}), (date(2024, 11, 21), {"dawn"}), (date(2024, 11, 20), set())]
)
def test_an_involvement_counts_for_two_years_after_it_ended(council: Council, until: date, seen: set[str]) -> None:
    council.person("dawn")
    council.involved("dawn", date(2020, 1, 1), until)
    council.publish()
    assert council.in_view() == seen


@pytest.mark.parametrize(
    ("kind", "day", "seen"),
    [
        ("CONTACT", date(2026, 1, 1), True),
        ("CONTACT", date(2025, 1, 1), False),
        ("CP_PLAN", date(2025, 1, 1), True),
        ("POLICE_CALL_OUT", date(2026, 11, 1), False),
        ("RENT_ARREARS", date(2026, 11, 1), False),
    ],
)
def test_which_facts_bring_a_person_into_view(council: Council, kind: str, day: date, seen: bool) -> None:
    council.person("dawn")
    council.fact("f1", "dawn", kind, day)
    council.publish()
    assert ("dawn" in council.in_view()) is seen


def test_a_source_about_everyone_brings_nobody_into_view(council: Council) -> None:
    council.person("ella", source="school_census", upn="A979200012345")
    council.involved("ella", source="school_census")
    council.fact("f1", "ella", "EARLY_HELP_EPISODE", TODAY, source="school_census")
    council.publish()
    assert council.in_view() == set()


def test_someone_out_of_view_can_be_found_by_who_knows_the_identifier_and_by_nobody_else(council: Council) -> None:
    council.person("zoë", "O'Brien", born_on=date(2015, 3, 4), nhs_number="9990000018")
    council.person("dawn")
    council.involved("dawn")
    council.publish()
    hashes = dict(council.find("select scheme, hash from published.out_of_view"))
    assert hashes == {
        "NHS_NUMBER": hidden_identifier(KEY, "NHS_NUMBER", "9990000018"),
        "NAME_AND_BIRTH": hidden_identifier(KEY, "NAME_AND_BIRTH", name_and_birth("Zoë", "O'Brien", date(2015, 3, 4))),
    }
    assert hashes["NHS_NUMBER"] == hmac.new(KEY, b"NHS_NUMBER:9990000018", hashlib.sha256).hexdigest()
    written = b"".join(path.read_bytes() for path in (council.run.folder / "published").glob("*.parquet"))
    assert b"9990000018" not in written


def test_a_refuge_leaves_the_engine_as_an_id_without_address(council: Council) -> None:
    place = {
        "dwelling_id": "uprn:999000000009",
        "uprn": "999000000009",
        "address_text": "9 Secret Lane",
        "postcode": "QX4 7TN",
    }
    for ref in ("leanne", "other"):
        council.person(ref)
        council.involved(ref)
        council.add("standard.address", record_id=f"ssd:{ref}", is_protected=ref == "leanne", as_at=TODAY, **place)
    council.fact("f1", None, "ASB_INCIDENT", TODAY, dwelling_id="uprn:999000000009")
    checks = council.publish()
    assert checks["NO_PROTECTED_ADDRESS"].passed
    rows = council.find("select dwelling_id, uprn, address_text, postcode, is_protected from published.dwelling")
    assert len(rows) == 2, "each resident has a place of their own: nobody can read who else is there"
    assert all(row[1:] == (None, None, None, True) for row in rows)
    assert council.find("select person_ref from published.person where is_shielded order by 1") == ["leanne", "other"]
    assert council.find("select fact_id from published.fact") == []
    written = b"".join(path.read_bytes() for path in (council.run.folder / "published").glob("*.parquet"))
    for secret in (b"999000000009", b"Secret", b"QX4 7TN"):
        assert secret not in written


def test_what_is_improbable_about_a_home_is_published_and_of_a_refuge_nothing(council: Council) -> None:
    born = {"born_on": date(2015, 3, 4)}
    for ref, home, is_hidden in (("ella", "at:tern", False), ("kit", "at:refuge", True), ("dawn", "at:coot", False)):
        council.person(ref, **({} if ref == "dawn" else born))
        council.involved(ref)
        council.add("standard.address", record_id=f"ssd:{ref}", dwelling_id=home, is_protected=is_hidden, as_at=TODAY)
    assert council.publish()["NO_PROTECTED_ADDRESS"].passed
    found = dict(
        council.find("select is_protected, list(household_status order by 1) from published.dwelling group by 1")
    )
    assert found == {False: [None, "CHILD_ALONE"], True: [None]}


def test_a_bond_across_a_shield_is_not_published(council: Council) -> None:
    for ref in ("leanne", "shane"):
        council.person(ref)
        council.involved(ref)
    council.add("standard.address", record_id="ssd:leanne", dwelling_id="at:x", is_protected=True, as_at=TODAY)
    council.add("standard.relation", from_record_id="ssd:shane", kind="PARTNER", to_record_id="ssd:leanne")
    council.publish()
    assert council.find("from published.relation") == []


def test_what_happened_at_a_place_counts_only_for_who_lived_there_then(council: Council) -> None:
    council.person("dawn")
    council.involved("dawn")
    council.add("standard.address", record_id="ssd:dawn", dwelling_id="at:x", valid_from=date(2025, 1, 1))
    council.fact("before", None, "ASB_INCIDENT", date(2024, 12, 31), dwelling_id="at:x")
    council.fact("during", None, "ASB_INCIDENT", date(2025, 6, 1), dwelling_id="at:x")
    council.fact("elsewhere", None, "ASB_INCIDENT", date(2025, 6, 1), dwelling_id="at:y")
    council.publish()
    assert council.find("select fact_id, person_ref, dwelling_id from published.fact") == [("ssd:during", None, "at:x")]


def test_a_fact_carries_its_category_and_sensitivity(council: Council) -> None:
    council.person("dawn")
    council.involved("dawn")
    council.fact("f1", "dawn", "DOMESTIC_ABUSE_CALL_OUT", TODAY)
    council.publish()
    assert council.find("select category, sensitivity from published.fact") == [("DOMESTIC_ABUSE", 2)]


def test_every_published_table_is_a_file_with_the_declared_columns(council: Council) -> None:
    council.publish()
    for name, table in PUBLISHED.items():
        file = council.run.published_file(name)
        found = council.find(f"select column_name from (describe from read_parquet('{file}'))")
        assert found == [column.name for column in table.columns], name


def test_tripwires_notice_what_is_missing(council: Council) -> None:
    council.person("dawn")
    council.involved("dawn")
    council.add("standard.involvement", record_id="ssd:dawn", valid_from=TODAY, agency_id="NOBODY_LISTS_ME")
    checks = council.publish(before={"person": 100})
    assert not checks["ROW_COUNTS"].passed
    assert "person 100 to 1" in checks["ROW_COUNTS"].said
    assert not checks["MISSING_AGENCY"].passed
    assert checks["NO_NAME_OUT_OF_VIEW"].passed


def test_an_empty_run_is_refused(council: Council) -> None:
    checks = council.publish()
    assert not checks["SOMEBODY_IN_VIEW"].passed
    assert "involvement" in checks["SOMEBODY_IN_VIEW"].said


def test_who_was_brought_into_view_is_there_with_their_family(council: Council) -> None:
    council.person("ella", born_on=date(2015, 3, 4))
    council.person("dawn")
    council.add("standard.relation", from_record_id="ssd:dawn", kind="PARENT", to_record_id="ssd:ella")
    council.publish(brought=["ssd:dawn"])
    assert council.in_view() == {"ella", "dawn"}
    counts = dict(council.find("from published.people_count"))
    assert (counts["IN_VIEW_BROUGHT"], counts["IN_VIEW_FAMILY"], counts["OUT_OF_VIEW"]) == (1, 1, 0)


def test_what_is_older_than_its_category_is_kept_is_neither_published_nor_answered(council: Council) -> None:
    council.question("ASB", "{facts: {kinds: [ASB_INCIDENT]}}")
    council.person("dawn")
    council.involved("dawn")
    council.fact("young", "dawn", "ASB_INCIDENT", date(2024, 11, 21))
    council.publish()
    assert council.find("select fact_id from published.fact") == ["ssd:young"]
    assert len(council.flags()) == 1


def test_a_fact_of_the_day_its_time_is_over_is_gone(council: Council) -> None:
    council.question("ASB", "{facts: {kinds: [ASB_INCIDENT]}}")
    council.person("dawn")
    council.involved("dawn")
    council.fact("old", "dawn", "ASB_INCIDENT", date(2024, 11, 20))
    council.fact("open", "dawn", "BENEFIT_CLAIM", date(2015, 1, 1))
    council.rows["standard.fact"][-1]["is_spell"] = True
    council.publish()
    assert council.find("select fact_id from published.fact") == ["ssd:open"]
    assert council.flags() == []


def test_agencies_answer_about_people_out_of_view_as_what_the_agency_is_for(council: Council) -> None:
    council.question("KNOWN_NOW", "{involvement: {within_months: 0}}")
    council.question("KNOWN_12", "{involvement: {within_months: 12}}")
    council.question("LEAD", "{involvement: {lead: true}}")
    council.person("pupil", source="school_census")
    council.involved("pupil", source="school_census")
    council.person("lately")
    council.involved("lately", date(2025, 1, 1), date(2025, 11, 21))
    council.publish()
    assert "pupil" not in council.in_view()
    assert council.flags() == [
        ("lately", "COUNCIL_SC", "KNOWN_12", "SOCIAL_CARE"),
        ("pupil", "COUNCIL_SC", "KNOWN_12", "SOCIAL_CARE"),
        ("pupil", "COUNCIL_SC", "KNOWN_NOW", "SOCIAL_CARE"),
    ]
    assert council.answered["by_question"] == {"KNOWN_12": 2, "KNOWN_NOW": 1, "LEAD": 0}


def test_what_a_rule_about_facts_counts(council: Council) -> None:
    council.question("TWICE", "{facts: {kinds: [SUSPENSION], within_months: 12, at_least: 2}}")
    council.question("LOW", "{facts: {kinds: [ABSENCE_HIGH], amount_above: 10, within_months: 0}}")
    council.question("ENDED", "{facts: {kinds: [ABSENCE_HIGH], open: false}}")
    council.person("dawn")
    for name, day in (("a", date(2025, 11, 20)), ("b", date(2025, 11, 21)), ("c", TODAY)):
        council.fact(name, "dawn", "SUSPENSION", day)
    council.person("once")
    council.fact("d", "once", "SUSPENSION", TODAY)
    for number, (amount, ended) in enumerate(((12, None), (8, None), (12, date(2026, 5, 1)))):
        council.person(f"p{number}")
        council.fact(f"x{number}", f"p{number}", "ABSENCE_HIGH", date(2026, 1, 1), amount=amount, ended_on=ended)
        council.rows["standard.fact"][-1]["is_spell"] = True
    council.publish()
    assert [(who, question) for who, _, question, _ in council.flags()] == [
        ("dawn", "TWICE"), ("p0", "LOW"), ("p2", "ENDED"),
    ]  # fmt: skip


def test_agencies_of_one_family_are_counted_together_and_each_person_alone(council: Council) -> None:
    council.question("FAMILY", "{agencies: {at_least: 2, kinds: [SUSPENSION, OFFENCE]}}", about="FAMILY")
    council.question("ALONE", "{agencies: {at_least: 2, kinds: [SUSPENSION, OFFENCE]}}")
    council.person("ella", born_on=date(2015, 3, 4))
    council.person("dawn")
    council.add("standard.relation", from_record_id="ssd:dawn", kind="PARENT", to_record_id="ssd:ella")
    council.fact("a", "ella", "SUSPENSION", TODAY, agency_id="SCH_1")
    council.fact("b", "dawn", "OFFENCE", TODAY, agency_id="YJS")
    for agency, kind in (("SCH_1", "S"), ("YJS", "Y")):
        council.add("standard.agency", agency_id=agency, kind=kind, name=agency)
    council.publish()
    assert [(who, agency, question) for who, agency, question, _ in council.flags()] == [
        ("dawn", "YJS", "FAMILY"), ("ella", "SCH_1", "FAMILY"),
    ]  # fmt: skip


def test_nothing_is_answered_about_whoever_must_not_be_found_nor_their_children(council: Council) -> None:
    council.question("KNOWN_NOW", "{involvement: {}}")
    council.person("leanne")
    council.person("kian", born_on=date(2019, 2, 20))
    council.person("shane")
    for ref in ("leanne", "kian", "shane"):
        council.involved(ref)
        council.fact(f"fact-{ref}", ref, "SUSPENSION", TODAY)
    council.question("SUSPENDED", "{facts: {kinds: [SUSPENSION]}}")
    for parent in ("leanne", "shane"):
        council.add("standard.relation", from_record_id=f"ssd:{parent}", kind="PARENT", to_record_id="ssd:kian")
    council.add("standard.address", record_id="ssd:leanne", dwelling_id="at:refuge", is_protected=True)
    council.publish()
    assert [(who, question) for who, _, question, _ in council.flags()] == [
        ("shane", "KNOWN_NOW"), ("shane", "SUSPENDED"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    [
        "{fact: {kinds: [SUSPENSION]}}", "{facts: {kind: [SUSPENSION]}}", "{facts: {kinds: [SUSPENDED]}}",
        "{facts: {within_months: 3}}", "{facts: {kinds: [SUSPENSION], at_least: true}}", "[facts]",
        "{facts: {kinds: [SUSPENSION]}, involvement: {}}", "{involvement: {within_months: -1}}", "{facts: [",
        "{involvement: {agency_kinds: [X]}}",
    ],
)  # fmt: skip
def test_a_rule_that_says_something_else_is_refused_with_its_file(council: Council, rule: str) -> None:
    council.question("ODD", rule)
    with pytest.raises(RuleUnreadable, match=r"odd\.yml.*K231"):
        read_rules(council.questions)


def test_the_questions_that_are_shipped_can_be_followed() -> None:
    assert {"KNOWN_NOW", "LEAD_WORKER", "RENT_ARREARS"} <= {rule.question for rule in read_rules()}


def test_whom_somebody_hid_on_a_page_is_hidden_in_the_run_too(council: Council) -> None:
    council.person("ella", born_on=date(2015, 3, 4))
    for ref in ("dawn", "shane"):
        council.person(ref)
        council.involved(ref)
    for one, kind, other in (("dawn", "PARENT", "ella"), ("shane", "PARTNER", "dawn")):
        council.add("standard.relation", from_record_id=f"ssd:{one}", kind=kind, to_record_id=f"ssd:{other}")
    council.publish(shielded=["ssd:dawn"])
    assert council.find("select person_ref from published.person where is_shielded") == ["dawn"]
    assert council.find("select from_person_ref, to_person_ref from published.relation order by all") == [
        ("dawn", "ella"), ("dawn", "shane")
    ], "those of her family who may see her read how they are bound"  # fmt: skip
    assert not council.find("from published.out_of_view where person_ref = 'dawn'")


def test_a_bond_from_somebody_hidden_on_a_page_to_another_family_is_not_published(council: Council) -> None:
    for ref in ("dawn", "shane"):
        council.person(ref)
        council.involved(ref)
    council.person("ella", born_on=date(2015, 3, 4))
    council.person("mia", born_on=date(2016, 3, 4))
    council.person("nora")
    for one, kind, other in (
        ("dawn", "PARENT", "ella"), ("nora", "PARENT", "mia"), ("shane", "PARENT", "mia"), ("shane", "CONTACT", "dawn"),
    ):  # fmt: skip
        council.add("standard.relation", from_record_id=f"ssd:{one}", kind=kind, to_record_id=f"ssd:{other}")
    council.publish(shielded=["ssd:dawn"])
    bonds = council.find("select from_person_ref, to_person_ref from published.relation")
    assert ("dawn", "ella") in bonds
    assert ("shane", "dawn") not in bonds


def test_what_is_published_says_which_records_of_the_person_say_so(council: Council) -> None:
    council.person("ella", born_on=date(2015, 3, 4))
    council.add("linked.record_person", record_id="school_census:e1", person_ref="ella")
    council.add("standard.person", record_id="school_census:e1", local_id="e1", source="school_census", forename="Ella",
                surname="Marlowe")  # fmt: skip
    council.involved("ella")
    council.fact("f1", "ella", "CONTACT", TODAY)
    for record, source in (("ssd:ella", "ssd"), ("school_census:e1", "school_census")):
        council.add("standard.address", record_id=record, source=source, dwelling_id="uprn:1", address_text="1 A Road",
                    as_at=TODAY, is_protected=False)  # fmt: skip
    council.publish()
    assert council.find("select records from published.involvement") == ["ssd:ella"]
    assert council.find("select record_id from published.fact") == ["ssd:ella"]
    assert council.find("select records from published.residence") == ["school_census:e1\x1fssd:ella"]
