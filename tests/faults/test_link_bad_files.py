"""kith link on bad input and in bad luck: each is refused in words or named in the report; no record is lost."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from kith.engine.link_files.kinds import NotATable
from kith.engine.link_files.known import NoPrevious
from kith.engine.link_files.out_folder import CannotWrite, OutBusy, OutExists, made_whole
from kith.engine.link_files.run import NoSuchEngine, link_files
from kith.vocabulary.errors import KithError

TODAY = date(2026, 11, 20)
FIRST = ("Ann", "Bo", "Cyril", "Dee", "Edwin", "Fay", "Gus", "Hana", "Iris", "Jude")
LAST = ("Marlowe", "King", "Ashby", "Oduya", "Petrov", "Quill", "Rahman", "Stone", "Tierney", "Usher")
HEAD = "id,first name,surname,dob,address,postcode\n"


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _people(rows: int, seed: int = 1) -> str:
    draw = random.Random(seed)
    return HEAD + "".join(
        f"{place},{draw.choice(FIRST)},{draw.choice(LAST)}{draw.randrange(40)},"
        f"{(date(1950, 1, 2) + timedelta(days=draw.randrange(25_000))).isoformat()},"
        f"{draw.randrange(90)} Wexmoor Road,WX1 {draw.randrange(9)}AB\n"
        for place in range(rows)
    )


def _rows(out: Path, name: str = "people") -> list[tuple[object, ...]]:
    query = f"select source, record_id, row from '{out / name}.parquet' order by all"
    return duckdb.connect().execute(query).fetchall()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.xlsx", b"PK\x03\x04 and so on"),
        ("people.csv", b"%PDF-1.7"),
        ("people.csv", b"  <!DOCTYPE html><html><body>Sign in</body></html>"),
        ("people.parquet", b"PAR1 and then nothing of the kind"),
        ("people.parquet", b"id,surname\n1,King\n"),
        ("people.csv.gz", b"\x1f\x8b\x08"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    """By what is in it, whatever it is called; no answer is begun."""
    with pytest.raises(NotATable) as refused:
        link_files([_file(tmp_path, name, content)], out=tmp_path / "out", today=TODAY)
    assert name in refused.value.what
    assert not list(tmp_path.glob("out*"))


def test_bytes_without_sense_are_refused(tmp_path: Path) -> None:
    """No encoding makes headings of them."""
    noise = random.Random(7).randbytes(50_000)
    with pytest.raises(KithError):
        link_files([_file(tmp_path, "people.csv", noise)], out=tmp_path / "out", today=TODAY)
    assert not list(tmp_path.glob("out*"))


def test_a_parquet_file_cut_short_is_refused(tmp_path: Path) -> None:
    """Its end holds where its columns are."""
    whole = tmp_path / "whole.parquet"
    duckdb.connect().execute(f"copy (select i as id, 'King' || i as surname from range(5000) r(i)) to '{whole}'")
    with pytest.raises(NotATable):
        link_files([_file(tmp_path, "cut.parquet", whole.read_bytes()[:-2000])], out=tmp_path / "out", today=TODAY)


def test_bad_files_side_by_side(tmp_path: Path) -> None:
    """Every record of every one is in the answer, once, and the report names what was odd and nobody."""
    files = [
        _file(tmp_path, "good.csv", _people(300)),
        _file(tmp_path, "empty.csv", ""),
        _file(tmp_path, "headings.csv", HEAD),
        _file(tmp_path, "nulls.csv", HEAD + ",,,,,\n" * 50),
        _file(tmp_path, "default.csv", HEAD + "".join(f"{n},John,Smith,1900-01-01,,\n" for n in range(3000))),
        _file(tmp_path, "doubled.csv", HEAD + "7,Ann,King,1985-03-14,1 High Street,WX1 1AB\n" * 5),
        _file(
            tmp_path,
            "crowd.csv",
            HEAD + "".join(f"{n},{FIRST[n % 10]},{LAST[n % 7]}{n},,1 Barracks,WX1 1AB\n" for n in range(1500)),
        ),
        _file(
            tmp_path,
            "scripts.csv",
            HEAD + "1,Олена,Петренко,1985-03-14,,\n2,محمد,علي,1990-01-02,,\n3,小明,王,1990-01-02,,\n",
        ),
        _file(
            tmp_path, "absurd.csv", HEAD + "1,Ann,King,2999-01-01,,\n2,Bo,King,0001-01-01,,\n3,Cy,King,99/99/9999,,\n"
        ),
        _file(tmp_path, "ragged.csv", HEAD + '1,Ann\n2,Bo,King,1985-03-14,"1 High St,WX1 1AB\n3,Cy,King,,,,,,\n'),
        _file(tmp_path, "windows.csv", (HEAD + "1,Zoë,Müller,1985-03-14,,\n").encode("cp1252")),
    ]
    numbers = "".join(f"{FIRST[n % 10]},{LAST[n % 7]}{n},9434765919\n" for n in range(150))
    files.append(_file(tmp_path, "one_number.csv", "first name,surname,nhs number\n" + numbers))
    out = tmp_path / "out"
    counts = link_files(files, out=out, today=TODAY).counts
    assert counts["records"] == 150 + 300 + 50 + 3000 + 5 + 1500 + 3 + 3 + 3 + 1
    rows = _rows(out)
    assert len(rows) == len(set(rows)) == counts["records"]
    assert _rows(out, "households") == rows
    assert [row for row in rows if row[0] == "doubled.csv"] == [("doubled.csv", "7", row) for row in range(1, 6)]
    report = (out / "report.html").read_text(encoding="utf-8")
    for said in (
        "empty.csv: The file is empty.",
        "headings.csv: The file has headings, and no rows.",
        "nulls.csv: the column surname (last name) is empty from top to bottom.",
        "default.csv: 3,000 records give one and the same name",
        "default.csv: 3,000 birth dates say nothing and were set aside",
        "one_number.csv: 150 records have one and the same nhs number",
        "doubled.csv: 5 records share 1 record id",
        "crowd.csv: 1,500 records give one and the same address",
        "ragged.csv: 1 row had too few cells",
        "windows.csv: The text is not all UTF-8",
    ):
        assert said in report, said
    for name in ("Müller", "Петренко", "Tierney", "Barracks", "WX1"):
        assert name not in report


def test_nothing_but_bad_files(tmp_path: Path) -> None:
    """Nothing to link is an answer too: empty tables and a report."""
    out = tmp_path / "out"
    files = [_file(tmp_path, "empty.csv", ""), _file(tmp_path, "headings.csv", HEAD)]
    assert link_files(files, out=out, today=TODAY).counts["records"] == 0
    assert _rows(out) == []
    assert "The file is empty." in (out / "report.html").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """Neither the answers' folder nor one beside it that merely has the name of a half-made one."""
    good = _file(tmp_path, "good.csv", _people(20))
    for name in ("out", "other.partial"):
        (tmp_path / name).mkdir()
        _file(tmp_path / name, "mine.txt", "mine")
    for out in ("out", "other"):
        with pytest.raises(OutExists):
            link_files([good], out=tmp_path / out, today=TODAY)
    assert (tmp_path / "out" / "mine.txt").exists()
    assert (tmp_path / "other.partial" / "mine.txt").exists()
    assert not (tmp_path / "out.partial").exists()


def test_two_at_once(tmp_path: Path) -> None:
    """The second is told so; the first is not disturbed."""
    half = tmp_path / "out.partial"
    with made_whole(tmp_path / "out") as folder:
        assert folder == half
        (folder / "people.parquet").write_text("half", encoding="utf-8")
        with pytest.raises(OutBusy), made_whole(tmp_path / "out"):
            pytest.fail("two were let in")
        assert (half / "people.parquet").exists()
    assert (tmp_path / "out" / "people.parquet").exists()


def test_killed_in_the_middle(tmp_path: Path) -> None:
    """No half answer stands at --out, and the next run sweeps up what is left beside it."""
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from kith.engine.link_files.out_folder import made_whole\n"
        "with made_whole(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'people.parquet').write_text('half'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "out")], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "out.partial" / "people.parquet").exists()
    with made_whole(tmp_path / "out") as folder:
        assert not (folder / "people.parquet").exists()
    assert (tmp_path / "out").is_dir()
    assert not (tmp_path / "out.partial").exists()


def test_no_room(tmp_path: Path) -> None:
    """A disk that is full, played by a limit on how large a file may grow, is named, and nothing is left behind."""
    good = _file(tmp_path, "good.csv", _people(2000))
    code = (
        "import resource, sys; from datetime import date; from pathlib import Path\n"
        "from kith.engine.link_files.run import NoSuchEngine, link_files\n"
        "from kith.engine.link_files.out_folder import CannotWrite\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
        "try:\n    link_files([Path(sys.argv[1])], out=Path(sys.argv[2]), today=date(2026, 11, 20))\n"
        "except CannotWrite as error:\n    sys.exit(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(good), str(tmp_path / "out")], check=False, capture_output=True, text=True
    )
    assert CannotWrite.code in done.stderr
    assert not list(tmp_path.glob("out*"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    """Rights are named, not thrown."""
    (tmp_path / "shut").mkdir(mode=0o500)
    with pytest.raises(CannotWrite):
        link_files([_file(tmp_path, "good.csv", _people(5))], out=tmp_path / "shut" / "out", today=TODAY)


def test_an_engine_that_is_not_there(tmp_path: Path) -> None:
    """It is said, and another is not taken in its stead."""
    with pytest.raises(NoSuchEngine):
        link_files([_file(tmp_path, "good.csv", _people(5))], out=tmp_path / "out", engine="abacus", today=TODAY)


def test_previous_that_is_none(tmp_path: Path) -> None:
    """A folder of something else is not gone on from."""
    good = _file(tmp_path, "good.csv", _people(20))
    with pytest.raises(NoPrevious):
        link_files([good], out=tmp_path / "out", previous=tmp_path, today=TODAY)
    assert not list(tmp_path.glob("out*"))


def test_the_lock_is_let_go_by_the_dead(tmp_path: Path) -> None:
    """A lock held by nobody does not stand in the way."""
    half = tmp_path / "out.partial"
    half.mkdir()
    (half / ".kith-link").touch()
    handle = os.open(half, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(OutBusy), made_whole(tmp_path / "out"):
        pytest.fail("let in beside a holder")
    os.close(handle)
    with made_whole(tmp_path / "out"):
        pass
    assert (tmp_path / "out").is_dir()
