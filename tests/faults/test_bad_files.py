"""The bad-file catalogue, file by file: what becomes of each, with its code and what its report must name."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kith.engine.delivery import Delivery, Outcome
from kith.engine.landing.land import land_folder, try_file
from kith.engine.landing.ledger import current_deliveries
from kith.engine.sources.declare import Column, File, Source
from kith.engine.store import RunsFolder
from kith.vocabulary.identifiers import nhs_check_digit

COLUMNS = (
    Column("Pupil ID", "pupil_id", required=True),
    Column("Surname", "surname", required=True),
    Column("Forename", "forename"),
    Column("Date of Birth", "born_on", "date", dates=("%d/%m/%Y",)),
    Column("Sex", "sex", "code", codes={"M": "male", "F": "female"}),
    Column("NHS Number", "nhs_number", "nhs_number"),
    Column("Postcode", "postcode", "postcode"),
    Column("Sessions", "sessions", "whole"),
)
HEADINGS = [column.heading for column in COLUMNS]
WHY = "Attendance is how a school first notices a child in difficulty, so each pupil on the roll has a row here."
PUPILS = Source(
    name="pupils",
    title="Pupils",
    agency_kind="S",
    agency_id="SCHOOLS",
    files=(
        File("pupil", "pupils_*.csv", "csv", COLUMNS, key=("pupil_id",)),
        File("pupil_book", "pupils_*.xlsx", "xlsx", COLUMNS, key=("pupil_id",), sheet="Roll", heading_row=2),
        File(
            "pupil_xml",
            "pupils_*.xml",
            "xml",
            (
                Column("ID", "pupil_id", required=True),
                Column("../Name", "school"),
                Column("Born", "born_on", "date"),
            ),
            element="Schools/School/Pupil",
        ),
        File("pupil_parquet", "pupils_*.parquet", "parquet", COLUMNS[:4], key=("pupil_id",)),
    ),
    fills=("person",),
    category="SCHOOL",
    purpose="test",
    necessity=WHY,
)
RENTS = Source(
    name="rents",
    title="Rent accounts",
    agency_kind="L",
    agency_id="HOMES",
    files=(
        File(
            "rent",
            "rents_*.csv",
            "csv",
            (Column("Account", "account", required=True), Column("Tenant", "tenant"), Column("Owed", "owed", "number")),
        ),
    ),
    fills=("person",),
    category="HOUSING",
    purpose="test",
    necessity=WHY,
)
SOURCES = {"pupils": PUPILS, "rents": RENTS}
DAY = "2026-11-20"
CSV = f"pupils_{DAY}.csv"


def pupil(n: int) -> list[str]:
    """One honest row; the days of birth run past the twelfth, so that day and month can be told apart."""
    nine = f"99900{n:04d}"
    born = date(2014, 1, 1) + timedelta(days=n * 5)
    digit = nhs_check_digit(nine)
    return [
        f"P{n}",
        f"Pretend{n}",
        "Ann" if n % 2 else "Ben",
        f"{born:%d/%m/%Y}",
        "F" if n % 2 else "M",
        nine + digit if digit else "",
        f"QX4 {n % 10}TN",
        str(n),
    ]


def table(rows: int = 30, **changes: Mapping[int, str]) -> list[list[str]]:
    """Honest rows with some cells changed: ``born_on={3: "31/02/2015"}`` changes row 3."""
    names = [column.name for column in COLUMNS]
    cells = [pupil(n) for n in range(1, rows + 1)]
    for name, by_row in changes.items():
        for row, value in by_row.items():
            cells[row - 1][names.index(name)] = value
    return cells


def as_csv(
    cells: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS, delimiter: str = ",", newline: str = "\r\n"
) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerows([headings, *cells])
    return text.getvalue()


def as_book(path: Path, cells: Sequence[Sequence[object]], sheet: str = "Roll") -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page.append(["Pupils of Northmoor"])
    page.append(HEADINGS)
    for row in cells:
        page.append(list(row))
    book.save(path)


def add_to_zip(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


@dataclass(frozen=True)
class Case:
    """One bad file: how it is made, what must become of it, and what the report must name."""

    name: str
    make: Callable[[Path], None]
    outcome: Outcome
    code: str = ""
    says: tuple[str, ...] = ()
    file: str = CSV
    source: str = "pupils"
    landed: int | None = None
    before: Mapping[str, str] = field(default_factory=dict)


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content.encode(encoding)) and None


def raw(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def book(
    change: Callable[[Path], None] | None = None, cells: Sequence[Sequence[object]] = ()
) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        as_book(path, cells or table())
        if change:
            change(path)

    return make


def bomb(path: Path) -> None:
    add_to_zip(path, "xl/worksheets/sheet9.xml", b"0" * 120_000_000)


def xml(body: str, prolog: str = "") -> Callable[[Path], None]:
    return text(f'<?xml version="1.0"?>{prolog}<Return>{body}</Return>')


def pupils_xml(rows: int) -> str:
    pupils = "".join(f"<Pupil><ID>X{n}</ID><Born>2015-01-{n % 28 + 1:02d}</Born></Pupil>" for n in range(rows))
    return f"<Schools><School><Name>Northmoor</Name>{pupils}</School></Schools>"


LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


def shifted(rows: int = 30) -> list[list[str]]:
    """Each value stands one column to the right: a cell with an unquoted comma, all the way down."""
    return [[row[0], "Ms", *row[1:7]] for row in table(rows)]


def with_line(number: int, line: str) -> str:
    lines = as_csv(table()).split("\r\n")
    lines[number] = line
    return "\r\n".join(lines)


GOOD = as_csv(table())
ROW5 = ",".join(pupil(5))
LANDED, PART, REFUSED, ALREADY = Outcome.LANDED, Outcome.LANDED_IN_PART, Outcome.REFUSED, Outcome.ALREADY_LANDED

CASES = [
    # How the text is written.
    Case("utf-8 with a mark", text(GOOD, "utf-8-sig"), LANDED, landed=30),
    Case("utf-16", text(GOOD, "utf-16"), LANDED, landed=30),
    Case("utf-16 without a mark", text(GOOD, "utf-16-le"), LANDED, landed=30),
    Case("old Windows encoding", text(as_csv(table(surname={4: "Zoë’s"})), "cp1252"), LANDED, landed=30),
    Case(
        "mixed encodings",
        raw(GOOD.replace("Pretend3,", "Zoë,").encode() + "P99,Renée,Ann,01/02/2015,F,,QX4 1TN,3\r\n".encode("cp1252")),
        LANDED,
        says=(',"31",', "encoding is not the file"),
        landed=31,
    ),
    Case(
        "NUL in a row", raw(with_line(5, ROW5.replace("Ann", "A\0nn")).encode()), PART, says=("NUL", ',"5",'), landed=29
    ),
    Case("mixed line ends", text(GOOD.replace("\r\n", "\n", 9)), LANDED, says=("line end",), landed=30),
    Case("semicolons", text(as_csv(table(), delimiter=";")), LANDED, landed=30),
    Case("bars", text(as_csv(table(), delimiter="|")), LANDED, landed=30),
    Case("tabs", text(as_csv(table(), delimiter="\t", newline="\n")), LANDED, landed=30),
    Case("a delimiter nobody knows", text(as_csv(table(), delimiter="^")), REFUSED, "K101", ("Pupil ID",)),
    Case("unclosed quote", text(with_line(5, ROW5.replace("Pretend5", '"Pretend5'))), REFUSED, "K106", ("Row 5",)),
    Case("quote in the midst", text(with_line(5, ROW5.replace("Pretend5", '"Pre"tend5'))), REFUSED, "K106", ("Row 5",)),
    Case("cut short", text(GOOD[: GOOD.rindex("QX4")]), REFUSED, "K106", ("row 30",)),
    Case("cell of 10 MB", text(with_line(5, "P5," + "x" * 10_000_000)), REFUSED, "K107", ("Line 6",)),
    Case("cell of 100 kB", text(with_line(5, "P5," + "x" * 100_000)), REFUSED, "K107", ("Row 5",)),
    Case("ragged: too many", text(with_line(5, ROW5 + ",more")), PART, says=("TOO_MANY_CELLS", ',"5",'), landed=29),
    Case("ragged: too few", text(with_line(5, "P5,Pretend5")), PART, says=("TOO_FEW_CELLS", ',"5",'), landed=29),
    Case("trailing delimiters", text(with_line(5, ROW5 + ",,,")), LANDED, landed=30),
    Case("blank lines", text(with_line(5, ROW5 + "\r\n\r\n,,,,,,,")), LANDED, landed=30),
    # Headings.
    Case("missing column", text(as_csv([r[1:] for r in table()], HEADINGS[1:])), REFUSED, "K101", ("Pupil ID",)),
    Case(
        "renamed column",
        text(as_csv(table(), [h.replace("Date of Birth", "DOB") for h in HEADINGS])),
        REFUSED,
        "K101",
        ("Date of Birth", "renamed to DOB"),
    ),
    Case(
        "repeated column",
        text(as_csv([[*r, "x"] for r in table()], [*HEADINGS, "surname"])),
        REFUSED,
        "K102",
        ("Surname",),
    ),
    Case(
        "more columns than agreed",
        text(as_csv([[*r, "secret"] for r in table()], [*HEADINGS, "Case note"])),
        LANDED,
        says=("Case note", "left out"),
        landed=30,
    ),
    Case("empty", raw(b""), REFUSED, "K103"),
    Case("headings only", text(as_csv([])), REFUSED, "K104"),
    # Dates.
    Case("31 February", text(as_csv(table(born_on={3: "31/02/2015"}))), LANDED, says=("NO_SUCH_DAY", "Date of Birth")),
    Case("one date month first", text(as_csv(table(born_on={3: "03/25/2015"}))), LANDED, says=("MONTH_FIRST", ',"3",')),
    Case(
        "every date month first",
        text(as_csv([[*r[:3], r[3][3:6] + r[3][:3] + r[3][6:], *r[4:]] for r in table()])),
        REFUSED,
        "K119",
        ("Date of Birth",),
    ),
    Case(
        "dots for slashes",
        text(as_csv([[*r[:3], r[3].replace("/", "."), *r[4:]] for r in table()])),
        REFUSED,
        "K134",
        ("written 20.11.2026; the source declares 20/11/2026",),
    ),
    Case(
        "a few dots for slashes",
        text(as_csv(table(born_on={3: "25.03.2015", 4: "04.03.2015"}))),
        LANDED,
        says=("OTHER_DATE_STYLE", "20/11/2026", ',"4",'),
    ),
    Case("day number", text(as_csv(table(born_on={3: "41713"}))), LANDED, says=("EXCEL_SERIAL", ',"3",')),
    Case("birth to come", text(as_csv(table(born_on={3: "01/02/2033"}))), LANDED, says=("FUTURE_BIRTH", ',"3",')),
    Case("year 0217", text(as_csv(table(born_on={3: "01/02/0217"}))), LANDED, says=("IMPOSSIBLE_YEAR", ',"3",')),
    # Cells.
    Case("check digit", text(as_csv(table(nhs_number={3: "9990000019"}))), LANDED, says=("CHECK_DIGIT", "NHS Number")),
    Case("NHS rounded", text(as_csv(table(nhs_number={3: "9.99E+09"}))), LANDED, says=("EXCEL_ROUNDED", ',"3",')),
    Case("postcode junk", text(as_csv(table(postcode={3: "see notes"}))), LANDED, says=("NOT_A_POSTCODE", ',"3",')),
    Case("half a postcode", text(as_csv(table(postcode={3: "QX4"}))), LANDED, says=("INCOMPLETE_POSTCODE", ',"3",')),
    Case("unknown code", text(as_csv(table(sex={3: "Q"}))), LANDED, says=("UNKNOWN_CODE", "Sex"), landed=30),
    Case("not a number", text(as_csv(table(sessions={3: "lots"}))), LANDED, says=("NOT_A_NUMBER", "Sessions")),
    Case("formula", text(as_csv(table(forename={3: "=cmd|' /C calc'!A0"}))), LANDED, says=("FORMULA", "\"'=cmd")),
    Case("formula, required", text(as_csv(table(surname={3: "=1+1"}))), PART, says=("FORMULA", ',"3",'), landed=29),
    Case("required cell empty", text(as_csv(table(surname={3: " "}))), PART, says=("BLANK", "Surname"), landed=29),
    Case("repeated key", text(as_csv(table(pupil_id={9: "P3"}))), PART, says=("REPEATED_KEY", ',"9",'), landed=29),
    Case("values shifted", text(as_csv(shifted())), REFUSED, "K118", ("right",)),
    Case(
        "mostly bad",
        text(as_csv(table(surname={n: "" for n in range(1, 25)}))),
        REFUSED,
        "K124",
        ("24 of 30", "BLANK", "Surname"),
    ),
    Case(
        "script in a cell", text(as_csv(table(postcode={3: "<script>alert(1)</script>"}))), LANDED, says=("&lt;script",)
    ),
    # Which file it is.
    Case("another agency's file", text("Account,Tenant,Owed\n1,A,2\n"), REFUSED, "K113", ("Rent accounts",)),
    Case("another agency's name", text(GOOD), REFUSED, "K114", ("Rent accounts",), file=f"rents_{DAY}.csv"),
    Case("no such source", text(GOOD), REFUSED, "K128", ("pupils",), source="strangers"),
    Case("no day in the name", text(GOOD), REFUSED, "K115", file="pupils_final(2).csv"),
    Case("workbook named csv", book(), REFUSED, "K105", ("workbook",)),
    Case("web page named csv", text("<!DOCTYPE html><html>Sign in</html>"), REFUSED, "K105", ("web page",)),
    Case("noise named csv", raw(bytes(range(256)) * 40), REFUSED, "K101"),
    # Against what has landed.
    Case("the same file twice", text(GOOD), ALREADY, before={CSV: GOOD}, landed=30),
    Case("the same file, newer name", text(GOOD), ALREADY, file="pupils_2026-11-21.csv", before={CSV: GOOD}, landed=30),
    Case(
        "yesterday's file",
        text(as_csv(table(29))),
        REFUSED,
        "K112",
        (DAY,),
        "pupils_2026-11-19.csv",
        before={CSV: GOOD},
    ),
    Case("a correction", text(as_csv(table(29))), LANDED, before={CSV: GOOD}, landed=29),
    Case(
        "ninety per cent fewer rows",
        text(as_csv(table(3))),
        REFUSED,
        "K116",
        ("3 rows", "30"),
        "pupils_2026-11-21.csv",
        before={CSV: GOOD},
    ),
    Case(
        "changed identifiers",
        text(as_csv([["Z" + r[0], *r[1:]] for r in table()])),
        REFUSED,
        "K117",
        ("pupil_id",),
        "pupils_2026-11-21.csv",
        before={CSV: GOOD},
    ),
    # Workbooks.
    Case(
        "a good workbook",
        book(cells=[[*r[:3], date(2015, 3, 4), *r[4:7], 12.0] for r in table()]),
        LANDED,
        landed=30,
        file=f"pupils_{DAY}.xlsx",
    ),
    Case(
        "macros",
        book(lambda p: add_to_zip(p, "xl/vbaProject.bin", b"x")),
        REFUSED,
        "K108",
        ("macros",),
        f"pupils_{DAY}.xlsx",
    ),
    Case(
        "link outward",
        book(lambda p: add_to_zip(p, "xl/externalLinks/externalLink1.xml", b"<x/>")),
        REFUSED,
        "K108",
        ("links",),
        f"pupils_{DAY}.xlsx",
    ),
    Case("zip bomb", book(bomb), REFUSED, "K109", ("million bytes",), f"pupils_{DAY}.xlsx"),
    Case(
        "entities in a workbook",
        book(lambda p: add_to_zip(p, "xl/evil.xml", b"<!DOCTYPE x><x/>")),
        REFUSED,
        "K110",
        file=f"pupils_{DAY}.xlsx",
    ),
    Case(
        "formula cell",
        book(cells=[*table(29), [*pupil(30)[:2], "=1+1", *pupil(30)[3:]]]),
        LANDED,
        says=("C32",),
        file=f"pupils_{DAY}.xlsx",
    ),
    Case("no such sheet", lambda p: as_book(p, table(), "Other"), REFUSED, "K105", ("Roll",), f"pupils_{DAY}.xlsx"),
    Case("damaged workbook", raw(b"PK\x03\x04 torn"), REFUSED, "K105", file=f"pupils_{DAY}.xlsx"),
    Case("old .xls renamed", raw(b"\xd0\xcf\x11\xe0" + b"\0" * 600), REFUSED, "K105", file=f"pupils_{DAY}.xlsx"),
    # XML.
    Case("good XML", xml(pupils_xml(30)), LANDED, landed=30, file=f"pupils_{DAY}.xml"),
    Case("entity bomb", xml("<a>&c;</a>", LAUGHS), REFUSED, "K110", file=f"pupils_{DAY}.xml"),
    Case("file of this machine", xml("<a>&f;</a>", OUTSIDE), REFUSED, "K110", file=f"pupils_{DAY}.xml"),
    Case("torn XML", text(f"<Return>{pupils_xml(30)}"), REFUSED, "K111", ("line 1",), f"pupils_{DAY}.xml"),
    Case("other XML", xml("<Orders/>"), REFUSED, "K104", file=f"pupils_{DAY}.xml"),
    Case("not XML", text("Pupil ID,Surname\n"), REFUSED, "K111", file=f"pupils_{DAY}.xml"),
    # Parquet.
    Case("damaged Parquet", raw(b"PAR1" + b"x" * 100), REFUSED, "K105", file=f"pupils_{DAY}.parquet"),
]


def land(case: Case, tmp_path: Path, make: Callable[[Path], None]) -> tuple[Delivery, RunsFolder]:
    runs = RunsFolder(tmp_path / "runs")
    folder = tmp_path / "extracts" / case.source
    folder.mkdir(parents=True)
    for name, content in case.before.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
        land_folder(tmp_path / "extracts", runs, sources=SOURCES)
        (folder / name).unlink()
    make(folder / case.file)
    (delivery,) = land_folder(tmp_path / "extracts", runs, sources=SOURCES)
    return delivery, runs


def state(runs: RunsFolder) -> tuple[str, list[str]]:
    """What a refusal may not change: the ledger, and every file under deliveries."""
    ledger = runs.ledger.read_text() if runs.ledger.exists() else ""
    return ledger, sorted(str(path) for path in (runs.root / "deliveries").rglob("*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_file(case: Case, tmp_path: Path) -> None:
    seen = []

    def make(path: Path) -> None:
        seen.append(state(RunsFolder(tmp_path / "runs")) if case.before else ("", []))
        case.make(path)

    delivery, runs = land(case, tmp_path, make)

    assert (delivery.outcome, delivery.code) == (case.outcome, case.code), delivery.message
    assert delivery.code != "K199"
    report = (delivery.folder / "report.html").read_text() + (delivery.folder / "report.csv").read_text()
    for words in case.says:
        assert words in report, f"{words!r} is not in the report"
    if case.landed is not None:
        assert delivery.rows_landed == case.landed
        assert sum(pq.read_metadata(rows).num_rows for rows in delivery.rows.values()) == case.landed
    if case.outcome is Outcome.REFUSED:
        assert state(runs) == seen[0]
        assert "Traceback" not in report
        assert case.code in report


def test_formula_cell_never_reaches_the_rows(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "formula")
    delivery, _ = land(case, tmp_path, case.make)
    assert pq.read_table(delivery.rows["pupil"])["forename"].to_pylist()[2] is None


def test_extra_column_is_kept_nowhere_but_in_the_original(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "more columns than agreed")
    delivery, _ = land(case, tmp_path, case.make)
    assert pq.read_schema(delivery.rows["pupil"]).names == ["row_number", *(column.name for column in COLUMNS)]


def test_values_are_typed_and_in_normal_form(tmp_path: Path) -> None:
    cells = table(nhs_number={1: "943 476 5919"}, postcode={1: " qx47tn "}, sex={1: "f"}, sessions={1: "1,234"})
    case = Case("typed", text(as_csv(cells)), LANDED)
    delivery, _ = land(case, tmp_path, case.make)
    row = pq.read_table(delivery.rows["pupil"]).to_pylist()[0]
    assert row == {
        "row_number": 1,
        "pupil_id": "P1",
        "surname": "Pretend1",
        "forename": "Ann",
        "born_on": date(2014, 1, 6),
        "sex": "F",
        "nhs_number": "9434765919",
        "postcode": "QX4 7TN",
        "sessions": 1234,
    }


def test_accepting_a_refusal_lands_the_file_and_says_so(tmp_path: Path) -> None:
    runs, folder = RunsFolder(tmp_path / "runs"), tmp_path / "extracts" / "pupils"
    folder.mkdir(parents=True)
    (folder / CSV).write_text(GOOD, encoding="utf-8", newline="")
    (folder / "pupils_2026-11-21.csv").write_text(as_csv(table(3)), encoding="utf-8", newline="")
    assert [one.code for one in land_folder(tmp_path / "extracts", runs, sources=SOURCES)] == ["", "K116"]
    _, accepted = land_folder(tmp_path / "extracts", runs, sources=SOURCES, accept={"K116"})
    assert accepted.outcome is LANDED
    assert "K116" in accepted.remarks[0]


def test_correction_of_the_same_day_is_what_the_next_run_reads(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "a correction")
    delivery, runs = land(case, tmp_path, case.make)
    assert [one.delivery_id for one in current_deliveries(runs)] == [delivery.delivery_id]


@pytest.mark.parametrize(
    ("agreements", "code", "says"),
    [
        ([], "K120", "No sharing agreement"),
        ([{"valid_from": "2025-01-01", "valid_to": "2026-11-20"}], "K120", "ended on 2026-11-20"),
        ([{"valid_from": "2027-01-01"}], "K120", "has not begun"),
        ([{"valid_from": "2025-01-01", "categories": ["HEALTH"]}], "K120", "does not cover the category SCHOOL"),
        ([{"valid_from": "2025-01-01"}], "", ""),
    ],
)
def test_agreements_in_force_are_obeyed(
    tmp_path: Path, agreements: list[dict[str, object]], code: str, says: str
) -> None:
    given = [{"reference": "ISA-1", "source": "pupils", "categories": ["SCHOOL"], **one} for one in agreements]
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "agreements.json").write_text(json.dumps({"agreements": given}))
    delivery, _ = land(Case("agreed", text(GOOD), LANDED), tmp_path, text(GOOD))
    assert delivery.code == code
    assert says in delivery.message
    assert delivery.agreement == (None if code else "ISA-1")


def test_parquet_with_real_dates_lands(tmp_path: Path) -> None:
    def make(path: Path) -> None:
        rows = table()
        arrays = {heading: [row[at] for row in rows] for at, heading in enumerate(HEADINGS[:3])}
        born = [date(2015, 1, 1) + timedelta(days=n) for n in range(30)]
        pq.write_table(
            pa.table({**arrays, "Date of Birth": pa.array(born, pa.date32()).cast(pa.timestamp("us"))}), path
        )

    case = Case("parquet", make, LANDED, file=f"pupils_{DAY}.parquet")
    delivery, _ = land(case, tmp_path, make)
    assert delivery.outcome is LANDED, delivery.message
    assert pq.read_table(delivery.rows["pupil_parquet"])["born_on"].to_pylist()[1] == date(2015, 1, 2)


KINDS: dict[str, Callable[[Path], None]] = {
    "csv": text(GOOD),
    "xlsx": book(),
    "xml": xml(pupils_xml(30)),
    "parquet": lambda path: pq.write_table(
        pa.table({heading: [row[at] for row in table()] for at, heading in enumerate(HEADINGS[:4])}), path
    ),
}
SPLINTERS = (
    b'"',
    b"\r",
    b"\n\n",
    b"\0",
    b"\xff\xfe",
    b"<",
    b"&x;",
    b"</",
    b"=1",
    b";" * 20,
    b"9" * 400,
    b"\xe2\x80\xa8",
)


def splintered(content: bytes, chance: random.Random) -> bytes:
    """Damage some bytes: change, cut, repeat, or drive in what breaks parsers; of a workbook, bytes of one part."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return splintered_part(content, chance)
    broken = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 30))):
        at, other = chance.randrange(len(broken) + 1), chance.randrange(len(broken) + 1)
        match chance.randrange(4):
            case 0:
                broken[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del broken[at : at + chance.choice((1, 3, 50, 500))]
            case 2:
                broken[at:at] = chance.choice(SPLINTERS)
            case 3:
                broken[at:at] = broken[other : other + 60]
    return bytes(broken)


def splintered_part(content: bytes, chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, splintered(old.read(name), chance) if name == victim else old.read(name))
    return made.getvalue()


def survives(kind: str, seeds: range, tmp_path: Path) -> None:
    path = tmp_path / f"pupils_{DAY}.{kind}"
    KINDS[kind](path)
    good = path.read_bytes()
    for seed in seeds:
        path.write_bytes(splintered(good, random.Random(seed)))
        trial = try_file(PUPILS, path, tmp_path / str(seed), sources=SOURCES)
        assert trial.delivery.code != "K199", f"seed {seed}: {trial.delivery.message}"


@pytest.mark.parametrize("kind", KINDS)
def test_damage_of_any_kind_is_refused_by_name_or_landed(tmp_path: Path, kind: str) -> None:
    survives(kind, range(15), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_damage_of_any_kind_many_times(tmp_path: Path, kind: str) -> None:
    survives(kind, range(1_000, 1_300), tmp_path)


def test_day_to_come_is_refused_where_today_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "extracts" / "pupils"
    folder.mkdir(parents=True)
    (folder / CSV).write_text(GOOD, encoding="utf-8", newline="")
    today = date.fromisoformat(DAY)
    early = land_folder(tmp_path / "extracts", RunsFolder(tmp_path / "a"), sources=SOURCES, today=today - timedelta(1))
    assert early[0].code == "K126"
    same = land_folder(tmp_path / "extracts", RunsFolder(tmp_path / "b"), sources=SOURCES, today=today)
    assert same[0].outcome is LANDED


def test_file_still_being_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copy_of_more(original: Path, copy: Path) -> None:
        copy.write_bytes(original.read_bytes() + b"more")

    monkeypatch.setattr(shutil, "copyfile", copy_of_more)
    delivery, runs = land(Case("growing", text(GOOD), REFUSED), tmp_path, text(GOOD))
    assert delivery.code == "K129"
    assert state(runs) == ("", [])


def test_deleted_delivery_stays_forgotten(tmp_path: Path) -> None:
    delivery, runs = land(Case("old", text(GOOD), LANDED), tmp_path, text(GOOD))
    shutil.rmtree(delivery.folder)
    (again,) = land_folder(tmp_path / "extracts", runs, sources=SOURCES)
    assert again.outcome is ALREADY
    assert not again.rows
    assert current_deliveries(runs) == []
