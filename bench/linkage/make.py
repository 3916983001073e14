"""Makes one of the sets: python -m bench.linkage.make SET FOLDER [--seed N] [--noise X] [--rows N] [--data FOLDER]."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.linkage import bad, council, febrl, harbour, many, register

SETS = ("harbour_a", "harbour_b", "register", "febrl1", "febrl2", "febrl3", "febrl4", "council", "many", "bad")


def make(
    name: str, folder: Path, *, seed: int = 1, noise: float | None = None, rows: int = 50_000, data: Path | None = None
) -> Path:
    """Write the set ``name`` into ``folder``; ``rows`` is for ``many`` only, ``data`` says where FEBRL's files are."""
    if name.startswith("harbour"):
        return harbour.make(folder, seed=seed, noise=noise or (1.0 if name == "harbour_a" else 2.5))
    if name.startswith("febrl"):
        return febrl.make(folder, int(name.removeprefix("febrl")), data=data)
    if name == "register":
        return register.make(folder, seed=seed)
    if name == "council":
        return council.make(folder, seed=seed)
    if name == "many":
        return many.make(folder, rows=rows, seed=seed)
    if name == "bad":
        return bad.make(folder)[0].parent
    raise ValueError(f"There is no set {name}; there are {', '.join(SETS)}")


def main() -> None:
    """Read the command line and make one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=SETS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    made = make(asked.set, asked.folder, seed=asked.seed, noise=asked.noise, rows=asked.rows, data=asked.data)
    print(made)


if __name__ == "__main__":
    main()
