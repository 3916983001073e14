"""Terms of sessions become spells of much absence and of good attendance."""

from __future__ import annotations

from pathlib import Path

HEADINGS = (
    "DfE Number,School,Adno,UPN,Pupil Name,Date of Birth,Gender,Term,Term Start,Term End,"
    "Possible Sessions,Authorised Absences,Unauthorised Absences\n"
)


def _terms(folder: Path, *terms: tuple[str, str, int, int]) -> Path:
    path = folder / "attendance_2026-11-20.csv"
    rows = [
        f'979/2001,Invented,77,,"INVENTED, Ada",01/01/2015,Female,,{start},{end},{possible},{missed},0\n'
        for start, end, possible, missed in terms
    ]
    path.write_text(HEADINGS + "".join(rows))
    return path


def test_terms_of_much_absence_become_one_spell_with_its_share(fill, tmp_path: Path):
    """Two bars on a page say less than one: 18% over two terms, and then better."""
    terms = (
        ("03/09/2024", "20/12/2024", 100, 4),
        ("06/01/2025", "28/03/2025", 100, 20),
        ("14/04/2025", "22/07/2025", 100, 16),
        ("03/09/2025", "19/12/2025", 100, 7),
        ("02/09/2026", "20/11/2026", 100, 0),
    )
    made = fill("attendance", _terms(tmp_path, *terms))
    assert made.rows(
        "select kind, happened_on::text, ended_on::text, amount, unit from standard.fact order by happened_on"
    ) == [
        ("ATTENDANCE_GOOD", "2024-09-03", "2024-12-21", 4.0, "PERCENT"),
        ("ABSENCE_HIGH", "2025-01-06", "2025-07-23", 18.0, "PERCENT"),
        ("ATTENDANCE_GOOD", "2026-09-02", None, 0.0, "PERCENT"),
    ]


def test_exactly_ten_per_cent_and_the_first_days_of_a_term_say_nothing(fill, tmp_path: Path):
    """The line is 'more than one session in ten'; one cold in the first week is not persistent absence."""
    terms = (("06/01/2025", "28/03/2025", 100, 10), ("02/09/2026", "09/09/2026", 12, 6))
    made = fill("attendance", _terms(tmp_path, *terms))
    assert made.one("select count(*) from standard.fact") == 0
    assert made.one("select count(*) from standard.person") == 1


def test_a_name_is_taken_apart(sample_of):
    """Names come as SURNAME, Forename."""
    pupil = sample_of("attendance").one("person", local_id="9792001-0004512")
    assert (pupil["forename"], pupil["surname"]) == ("Tansy", "Quillfeather")
