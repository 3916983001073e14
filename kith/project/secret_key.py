"""Reads the site's secret key, and refuses one that anybody could guess where the site is open to others."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from kith.vocabulary.errors import KithError

# As Django itself advises: 50 characters of which 5 differ; one that a program draws has far more.
SHORTEST, FEWEST_DIFFERENT = 50, 5
PLACEHOLDERS = ("django-insecure-", "change", "secret", "example", "replace", "your-", "todo", "xxx")


class WeakSecretKey(KithError):
    """Everything that is sealed and signed rests on a key that is short or came out of an example."""

    code = "K483"


def read_secret_key(folder: Path, *, is_open_to_others: bool) -> str:
    """Return the key given, or the one kept in ``folder``; a new one is made the first time."""
    given = os.environ.get("KITH_SECRET_KEY", "")
    if given and is_open_to_others:
        check_secret_key(given)
    return given or _kept(folder / "secret_key")


def check_secret_key(key: str) -> None:
    """Raise if the key is short, hardly varied, or a placeholder that was never replaced."""
    is_placeholder = key.lower().startswith(PLACEHOLDERS)
    if len(key) < SHORTEST or len(set(key)) < FEWEST_DIFFERENT or is_placeholder:
        raise WeakSecretKey(
            "The secret key that was given is too short, or is an example that was never replaced.",
            not_done="Kith was not started.",
            mend="Whoever runs Kith: draw a new KITH_SECRET_KEY of at least 50 characters, or leave it out and Kith "
            "draws one and keeps it in its var folder.",
        )


def _kept(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(64))
    return file.read_text(encoding="utf-8")
