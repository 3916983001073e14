"""One folder per extract. ``load_sources()`` finds them; each is checked when it is imported."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from importlib.resources import files

from kith.engine.sources.declare import Source, SourceDeclarationError


@lru_cache(maxsize=1)
def load_sources() -> dict[str, Source]:
    """Return every source by name, in name order; a folder whose spec contradicts itself raises when found."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.ispkg:
            continue
        source: Source = import_module(f"{__name__}.{module.name}.spec").SOURCE
        if source.name != module.name:
            raise SourceDeclarationError(f"Source {source.name!r} lives in a folder called {module.name!r}.")
        found[source.name] = source
    return found


def clean_sql(source: Source) -> str:
    """Return the text of the source's clean.sql."""
    return (files(__name__) / source.name / "clean.sql").read_text(encoding="utf-8")
