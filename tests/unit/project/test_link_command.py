"""The command kith link: quick to start, and plain in what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from kith.engine.linkage.model import read_model
from kith.project.cli import main

HEAD = "id,first name,surname,dob,address,postcode\n"
TWICE = "1,Catherine,Marlowe,14/03/1985,1 Wexmoor Road,WX1 1AB\n2,Catharine,Marlowe,14/03/1985,1 Wexmoor Rd,WX1 1AB\n"
OTHERS = "".join(
    f"{place},{first},{last},{1 + place % 28:02}/{1 + place % 12:02}/{1940 + place % 60},"
    f"{place} {last} Lane,WX{place} 2CD\n"
    for place, (first, last) in enumerate(
        (
            (first, last)
            for first in ("Ann", "Bo", "Cyril", "Dee", "Edwin", "Fay", "Gus", "Hana", "Iris", "Jude")
            for last in ("King", "Ashby", "Oduya", "Petrov", "Quill", "Rahman", "Stone", "Tierney", "Usher")
        ),
        start=3,
    )
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two records of one invented person, and ninety of others."""
    path = tmp_path / "people.csv"
    path.write_text(HEAD + TWICE + OTHERS, encoding="utf-8")
    return path


def test_it_links(file: Path, tmp_path: Path) -> None:
    """Two records are one person; the answer says so, and the report says of whom nothing."""
    out = tmp_path / "linked"
    told = CliRunner().invoke(main, ["link", str(file), "--out", str(out)])
    assert told.exit_code == 0, told.output
    assert "92 records are 91 people" in told.output
    refs = duckdb.connect().execute(f"select person_ref from '{out / 'people.parquet'}' order by row").fetchall()
    assert refs[0] == refs[1]
    assert len(set(refs)) == 91
    report = (out / "report.html").read_text(encoding="utf-8")
    assert "first_name: first name" in report
    assert not any(name in report for name in ("Marlowe", "Catharine", "Quill", "WX1"))
    assert sorted(path.name for path in out.iterdir()) == [
        *("changes.parquet", "households.parquet", "pairs.parquet", "people.parquet", "report.html", "state"),
    ]


def test_the_report_knows_which_group_each_record_is_in(file: Path, tmp_path: Path) -> None:
    """Each is of a file at least: a report that knows of no group could not tell for whom it works less well."""
    CliRunner().invoke(main, ["link", str(file), "--out", str(tmp_path / "linked")])
    report = (tmp_path / "linked" / "report.html").read_text(encoding="utf-8")
    assert "For whom does it work less well?" in report
    assert "the files say no group of any record" not in report


def test_one_record_is_one_person(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(HEAD + TWICE.splitlines()[0] + "\n", encoding="utf-8")
    told = CliRunner().invoke(main, ["link", str(tmp_path / "one.csv"), "--out", str(tmp_path / "linked")])
    assert "1 record is 1 person in 1 household." in told.output
    assert "<h1>1 record is 1 person</h1>" in (tmp_path / "linked" / "report.html").read_text(encoding="utf-8")


def test_a_crowd_at_one_address_is_no_household_and_the_report_says_so(tmp_path: Path) -> None:
    """Twelve people of six family names; the other ninety live alone."""
    crowd = "".join(
        f"{200 + place},{first},{last},{1 + place:02}/{1 + place:02}/{1950 + place},7 Wharf Road,WX1 9ZZ\n"
        for place, (first, last) in enumerate(
            (first, last)
            for last in ("Avocet", "Bittern", "Curlew", "Dunlin", "Egret", "Fulmar")
            for first in ("Mary", "Peter")
        )
    )
    (tmp_path / "hall.csv").write_text(HEAD + OTHERS + crowd, encoding="utf-8")
    out = tmp_path / "linked"
    told = CliRunner().invoke(main, ["link", str(tmp_path / "hall.csv"), "--out", str(out)])
    assert told.exit_code == 0, told.output
    homes = duckdb.connect().execute(
        f"select count(*) from '{out / 'households.parquet'}' where row > 90 group by household_ref"
    )
    assert homes.fetchall() == [(2,)] * 6
    report = (out / "report.html").read_text(encoding="utf-8")
    assert "More people than a household has are at 1 address" in report
    assert "Wharf" not in report


def test_evidence_is_in_words(file: Path, tmp_path: Path) -> None:
    """Whoever opens the pairs reads what was found, not a number of a level."""
    CliRunner().invoke(main, ["link", str(file), "--out", str(tmp_path / "linked")])
    pairs = duckdb.connect().execute(f"select * from '{tmp_path / 'linked' / 'pairs.parquet'}'")
    columns = [column[0] for column in pairs.description or ()]
    found = [dict(zip(columns, row, strict=True)) for row in pairs.fetchall()]
    (pair,) = (pair for pair in found if pair["same_person"])
    assert (pair["record_id_l"], pair["record_id_r"]) == ("1", "2")
    assert pair["weight"] > 4
    labels = {one.name: {level.label for level in one.levels} for one in read_model().comparisons}
    assert pair["forename"] in labels["forename"] - {"differs"}
    assert pair["sex"] == "not known"


def test_a_refusal_is_four_parts_and_a_code(file: Path, tmp_path: Path) -> None:
    """And no folder is left."""
    (tmp_path / "MAP.yml").write_text("files: {people.csv: {surnam: x}}", encoding="utf-8")
    told = CliRunner().invoke(
        main, ["link", str(file), "--map", str(tmp_path / "MAP.yml"), "--out", str(tmp_path / "x")]
    )
    assert told.exit_code == 1
    assert "K504" in told.output
    assert not list(tmp_path.glob("x*"))


@pytest.mark.parametrize("arguments", [["--help"], ["FILE", "--out", "OUT"]])
def test_it_starts_without_the_web_side(file: Path, tmp_path: Path, arguments: list[str]) -> None:
    """Neither help nor a whole linking waits for Django; help waits for no engine either."""
    given = {"FILE": str(file), "OUT": str(tmp_path / "linked")}
    code = (
        "import sys\nfrom kith.project.cli import main\n"
        f"try:\n    main({['link', *(given.get(one, one) for one in arguments)]!r})\nexcept SystemExit as end:\n"
        "    assert not end.code\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'django', 'duckdb'}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == ("[]" if arguments == ["--help"] else "['duckdb']")
