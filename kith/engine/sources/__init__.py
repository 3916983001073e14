"""One folder per extract. ``load_sources()`` finds them; each is checked when it is imported."""

from __future__ import annotations

import pkgutil
import traceback
from functools import lru_cache
from importlib import import_module
from importlib.resources import files

from kith.engine.sources.declare import Source, SourceDeclarationError
from kith.vocabulary.errors import KithError


class SpecUnreadable(KithError):
    """Python cannot read a source's folder: a slip in spec.py, or a file that is not there."""

    code = "K133"

    def __init__(self, folder: str, file: str, said: str) -> None:
        super().__init__(
            f"kith/engine/sources/{folder}/{file} cannot be read: {said}",
            not_done="Nothing was done: no command works while a source's folder cannot be read.",
            mend="Look at that line and at the one before it: a comma, a quote or a bracket is missing, "
            "or a word is misspelt.",
        )


@lru_cache(maxsize=1)
def load_sources() -> dict[str, Source]:
    """Return every source by name, in name order; a folder whose spec contradicts itself raises when found."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.ispkg:
            continue
        source = _declared(module.name)
        if source.name != module.name:
            raise SourceDeclarationError(
                f"Source {source.name!r} lives in a folder called {module.name!r}.", folder=module.name
            )
        found[source.name] = source
    return found


def _declared(folder: str) -> Source:
    try:
        source: Source = import_module(f"{__name__}.{folder}.spec").SOURCE
    except SourceDeclarationError as error:
        raise SourceDeclarationError(error.what, folder=folder) from None
    except Exception as error:
        raise SpecUnreadable(folder, "spec.py", _place_and_words(error)) from None
    return source


def _place_and_words(error: Exception) -> str:
    """Return the line of spec.py and what Python says of it; a spec holds no personal data."""
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {error.msg}."
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith("spec.py")]
    return f"line {lines[0]}: {error}." if lines else f"{error}."


def clean_sql(source: Source) -> str:
    """Return the text of the source's clean.sql."""
    try:
        return (files(__name__) / source.name / "clean.sql").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SpecUnreadable(source.name, "clean.sql", "it is not there.") from None
