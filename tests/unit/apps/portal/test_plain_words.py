"""The family's own pages are in words for everybody: short sentences, short words, and none of the trade's."""

from __future__ import annotations

import re

import pytest

from kith.project.places import REPOSITORY

TEMPLATES = REPOSITORY / "kith" / "project" / "templates" / "portal"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "for_workers" not in path.parts)
OF_THE_TRADE = re.compile(
    r"\b(agency_id|safeguarding|multi-agency|data subject|lawful basis|processing|controller|disclosure|consent|"
    r"authenticat\w*|submit|retention|eligib\w*|intervention)\b",
    re.IGNORECASE,
)


def sentences(page: str) -> list[list[str]]:
    """The page's sentences as words, without what a template or a browser reads."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", " . ", page, flags=re.DOTALL)
    parts = (re.findall(r"[A-Za-z']+", part) for part in re.split(r"[.?!:]", text))
    return [words for words in parts if len(words) > 2]


def syllables(word: str) -> int:
    """Roughly how many times one opens one's mouth for it."""
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_sentences_are_short(page: object) -> None:
    said = sentences(page.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert [" ".join(words) for words in said if len(words) > 18] == []


def test_a_child_of_eleven_can_read_it() -> None:
    """Flesch and Kincaid's grade, which is about the age less five."""
    said = [words for page in PAGES for words in sentences(page.read_text(encoding="utf-8"))]
    words = [word for sentence in said for word in sentence]
    grade = 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    assert len(words) > 300
    assert grade < 6


def test_no_word_of_the_trade() -> None:
    for page in PAGES:
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", " ", page.read_text(encoding="utf-8"))
        assert not OF_THE_TRADE.findall(text), page.name
