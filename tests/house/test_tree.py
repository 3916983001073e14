"""What must never be in the repository: registries' hosts, paths of one machine, other people's files, real people."""

from __future__ import annotations

import re
import subprocess

import pytest

from kith.project.places import REPOSITORY

# Written in pieces, so that this file does not match itself.
HOSTS = (
    "py" + r"pi\.org",
    "python" + "hosted",
    "registry" + r"\.npmjs",
    "deb" + r"\.debian",
    "unp" + "kg",
    "jsde" + "livr",
    "cdn" + "js",
)
PLACES = (r"/wo" + "rk/", r"/ro" + "ot/", r"/fa" + "rm/", r"/home/[a-z]")
BIGGEST = 600_000


def _files() -> list[str]:
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if said.returncode:
        pytest.skip("this is not a git checkout")
    return [name for name in said.stdout.splitlines() if (REPOSITORY / name).is_file()]


def test_no_registry_host_and_no_path_of_one_machine() -> None:
    """A mirror's name or a home folder ties the repository to one place."""
    unwanted = re.compile("|".join(HOSTS + PLACES))
    found = []
    for name in _files():
        text = (REPOSITORY / name).read_bytes().decode("utf-8", errors="ignore")
        found += [f"{name}: {match[0]}" for match in unwanted.finditer(text)]
    assert not found


def test_no_file_of_somebody_else_and_none_too_big() -> None:
    """Third-party files are installed, never committed."""
    files = _files()
    assert not [name for name in files if re.search(r"\.min\.(js|css)$|\.woff2?$|node_modules/|\.map$", name)]
    assert not [name for name in files if (REPOSITORY / name).stat().st_size > BIGGEST]


def test_requirements_are_pinned_and_hashed() -> None:
    """Every line of requirements/ is a pin or a hash."""
    for file in (REPOSITORY / "requirements").glob("*.txt"):
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        wrong = [line for line in lines if line and not re.match(r"[\w.\[\],-]+==|--hash=sha256:", line)]
        assert not wrong, f"{file.name}: {wrong[:3]}"
        assert any(line.startswith("--hash") for line in lines)


def test_every_direct_dependency_is_pinned_and_explained() -> None:
    """docs/reference/dependencies.md says in a line why each is here."""
    import tomllib

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    pins = project["project"]["dependencies"] + [
        pin for group in project["dependency-groups"].values() for pin in group
    ]
    explained = (REPOSITORY / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8")
    assert not [pin for pin in pins if "==" not in pin]
    assert not [pin for pin in pins if f"`{_name(pin)}`" not in explained]


def _name(pin: str) -> str:
    return re.split(r"[=\[]", pin)[0]
