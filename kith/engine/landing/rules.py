"""The rules that a row or a cell may break: what is said to the sender, and an example of how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_EXAMPLE = date(2026, 11, 20)  # Its day cannot be taken for a month.


@dataclass(frozen=True)
class Rule:
    """One rule; ``said`` completes "Row 3, column X: ..."; ``fix`` shows a right cell beside a wrong one.

    ``{day}`` in it becomes 20 November 2026 as the source declares that the column is written.
    """

    code: str
    said: str
    fix: str


RULES = {
    rule.code: rule
    for rule in (
        Rule("BLANK", "the cell is empty and this column may not be.", "Fill it, or leave the row out."),
        Rule("REPEATED_KEY", "an earlier row has the same identifier; that one was kept.", "Send one row for each."),
        Rule("TOO_FEW_CELLS", "the row has fewer cells than there are headings.", "A,,C not A,C"),
        Rule(
            "TOO_MANY_CELLS",
            "the row has more cells than there are headings.",
            'Quote a cell that holds the delimiter: "14, Tern Close"',
        ),
        Rule("NUL", "the row holds NUL bytes; it was damaged on the way.", "Export the row again."),
        Rule(
            "MIXED_ENCODING",
            "the row's encoding is not the file's; it was read as old Windows text.",
            "Save the whole file as UTF-8.",
        ),
        Rule("FORMULA", "the cell begins like a formula; its content was not kept.", "12 not =6*2"),
        Rule("EXCEL_ERROR", "the cell holds a spreadsheet's error mark.", "Leave the cell empty: not #N/A."),
        Rule(
            "EXCEL_ROUNDED",
            "a spreadsheet shortened the number; its last digits are lost.",
            "As text: 9990000018 not 9.99E+09",
        ),
        Rule("NOT_A_DATE", "this is not a date.", "{day}"),
        Rule("NO_SUCH_DAY", "there is no such day.", "28 February, not 31; written {day}"),
        Rule(
            "OTHER_DATE_STYLE",
            "the date is in another style than was agreed.",
            "Write the whole column so: {day}",
        ),
        Rule("MONTH_FIRST", "the date seems to have its month first.", "{day} for 20 November"),
        Rule(
            "EXCEL_SERIAL",
            "this is a spreadsheet's day number, not a date.",
            "Format the column as dates: {day} not 46346",
        ),
        Rule("IMPOSSIBLE_YEAR", "the year cannot be right.", "2017 not 0217; empty rather than 9999"),
        Rule("FUTURE_BIRTH", "the date of birth is later than the day of the extract.", "Check the year."),
        Rule("NOT_A_NUMBER", "this is not a number.", "12 or 12.50"),
        Rule("NOT_WHOLE", "this is not a whole number.", "12 not 12.5"),
        Rule("NOT_YES_OR_NO", "this is neither yes nor no.", "Y or N"),
        Rule(
            "CHECK_DIGIT",
            "the NHS number's last digit does not fit the others.",
            "Copy it again from the record: 999 000 0018",
        ),
        Rule("NOT_AN_NHS_NUMBER", "this is not an NHS number.", "Ten digits: 999 000 0018"),
        Rule(
            "CHECK_LETTER", "the UPN's first letter does not fit the digits.", "Copy it again from the school's system."
        ),
        Rule("NOT_A_UPN", "this is not a unique pupil number.", "A letter and twelve digits"),
        Rule("NOT_A_UPRN", "this is not a unique property reference number.", "Up to twelve digits: 999012345678"),
        Rule("NOT_A_POSTCODE", "this is not a postcode.", "QX4 7TN"),
        Rule(
            "INCOMPLETE_POSTCODE", "this is part of a postcode, or of an area that does not exist.", "QX4 7TN not QX4"
        ),
        Rule(
            "UNKNOWN_CODE",
            "the code is not on the agreed list; it was kept as it is.",
            "Use a listed code, or tell Kith what it means.",
        ),
    )
}

SET_ASIDE = "SET_ASIDE"
NOTE = "NOTE"


def in_style(style: str) -> str:
    """Return 20 November 2026 as it looks in a style of dates."""
    return _EXAMPLE.strftime(style)
