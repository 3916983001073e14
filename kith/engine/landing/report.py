"""Writes the report for the sender: a page to read (HTML) and a list to work through (CSV), cells included.

Only the sender's own people and the analyst who landed the file see these; nothing of them goes to a log.
"""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

from kith.engine.delivery import Delivery, Outcome
from kith.engine.landing.rules import RULES, SET_ASIDE
from kith.engine.store import Database, quoted, sql_text

_SHOWN_OF_EACH = 50
_HEADLINES = {
    Outcome.LANDED: "The file landed whole",
    Outcome.LANDED_IN_PART: "The file landed; some rows were set aside",
    Outcome.REFUSED: "The file was refused; nothing of it was loaded",
    Outcome.ALREADY_LANDED: "This very file had landed before; nothing was changed",
}


def write_report(database: Database | None, delivery: Delivery, folder: Path) -> None:
    """Write ``report.html`` and ``report.csv`` of ``delivery`` into ``folder``."""
    target = folder / "report.csv"
    if database is None:
        target.write_text("file,row,column,what_became_of_it,rule,what_is_wrong,example,cell\n", encoding="utf-8")
        groups = ""
    else:
        _show_rules(database)
        query = sql_text("kith.engine.landing", "report")
        database.execute(f"copy ({query}) to {quoted(target)} (header, delimiter ',', quote '\"', force_quote *)")
        groups = "\n".join(_groups(database))
    (folder / "report.html").write_text(_page(delivery, groups), encoding="utf-8")


def problems(database: Database, most: int) -> list[dict[str, object]]:
    """Return up to ``most`` problems, rows that were set aside first, each with what is wrong and how to mend it."""
    _show_rules(database)
    cursor = database.execute(f"{sql_text('kith.engine.landing', 'report')} limit {most}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _show_rules(database: Database) -> None:
    rules = list(RULES.values())
    database.execute(
        "create or replace table rule as select unnest($codes) as code, unnest($said) as said, unnest($fixes) as fix",
        {
            "codes": [one.code for one in rules],
            "said": [one.said for one in rules],
            "fixes": [one.fix for one in rules],
        },
    )
    database.execute("create or replace macro fix_of(fix, day) as replace(fix, '{day}', coalesce(day, '20/11/2026'))")


def _groups(database: Database) -> list[str]:
    """Return one table for each rule that was broken in each column, the gravest first."""
    found = database.execute(
        'select file, "column", rule, severity, fix_of(fix, day), count(*) as cells, count(distinct row_number) '
        'from problem join rule on rule.code = problem.rule left join written using (file, "column") '
        "group by all order by severity desc, file, cells desc"
    ).fetchall()
    return [_group(database, *group) for group in found]


def _group(
    database: Database, file: str, column: str | None, rule: str, severity: str, fix: str, count: int, rows: int
) -> str:
    cells = database.execute(
        'select row_number, value from problem where file = $1 and "column" is not distinct from $2 and rule = $3 '
        f"and severity = $4 order by 1 limit {_SHOWN_OF_EACH}",
        [file, column, rule, severity],
    ).fetchall()
    lines = "".join(f"<tr><td>{number}</td><td>{escape(value or '')[:200]}</td></tr>" for number, value in cells)
    more = f"<p>The first {_SHOWN_OF_EACH} of {count:,}; all are in report.csv.</p>" if count > _SHOWN_OF_EACH else ""
    where = escape(column) if column else "the whole row"
    became = "Rows set aside" if severity == SET_ASIDE else "Noted; the rows landed"
    return (
        f"<section><h2>{where}: {escape(RULES[rule].said)}</h2><p>{became}: {rows:,} ({escape(file)}). "
        f"How to mend it: <b>{escape(fix)}</b></p>"
        f"<table><tr><th>Row</th><th>Cell</th></tr>{lines}</table>{more}</section>"
    )


def _page(delivery: Delivery, groups: str) -> str:
    remarks = "".join(f"<li>{escape(remark)}</li>" for remark in delivery.remarks)
    refused = f"<p class=refused>{escape(delivery.message)}</p>" if delivery.message else ""
    counts = (
        ""
        if delivery.outcome is Outcome.REFUSED
        else (
            f"<p>{delivery.rows_landed:,} rows landed, {delivery.rows_set_aside:,} were set aside, "
            f"{delivery.notes:,} cells were noted.</p>"
        )
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Report on {escape(delivery.file_name)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body {{ font: 1.1em/1.5 Arial, sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; color: #0b0c0c; }}
h1 {{ font-size: 1.7em; }} h2 {{ font-size: 1.15em; margin-top: 2em; }}
table {{ border-collapse: collapse; }}
td, th {{ text-align: left; border-bottom: 1px solid #b1b4b6; padding: .2em 1.5em .2em 0; }}
.refused {{ border-left: .5em solid #b50900; padding-left: 1em; }}
</style></head><body>
<h1>{_HEADLINES[delivery.outcome]}</h1>
<p>{escape(delivery.file_name)} &middot; {escape(delivery.source)} &middot; {_day(delivery)}</p>
{refused}{counts}<ul>{remarks}</ul>
<p>Row 1 is the first row under the headings (in XML, the first element of its kind).</p>
{groups}
</body></html>
"""


def _day(delivery: Delivery) -> str:
    return "no day in its name" if delivery.as_at == date.max else f"speaks of {delivery.as_at.isoformat()}"
