"""The style sheet asks for nothing from another site, and a build that cannot work says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from kith.project.build_static import ABROAD, BUILT, StaticBuildError, build_static


@pytest.mark.parametrize(
    "style",
    [
        "url(https://example.org/a.woff2)",
        "url('//example.org/a.css')",
        "url(/assets/images/govuk-crest.svg)",
        "GDS Transport",
    ],
)
def test_what_is_abroad_is_recognised(style: str) -> None:
    assert ABROAD.search(style)


@pytest.mark.parametrize("style", ["url(fonts/a.woff2)", "url('data:image/svg+xml,x')"])
def test_what_is_at_home_passes(style: str) -> None:
    assert not ABROAD.search(style)


def test_without_packages_it_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(StaticBuildError, match=r"make env.*K305"):
        build_static(tmp_path / "node_modules", tmp_path / "built")


def test_what_was_built_is_whole() -> None:
    """Every file that the style sheet names lies beside it."""
    if not (BUILT / "kith.css").exists():
        pytest.skip("the style sheet has not been built (make static)")
    import re

    style = (BUILT / "kith.css").read_text(encoding="utf-8")
    files = [name for name in re.findall(r'url\("?([^")]+)"?\)', style) if not name.startswith("data:")]
    assert files
    assert all((BUILT / name).exists() for name in files)
