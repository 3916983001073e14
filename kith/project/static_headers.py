"""The headers that style sheets, scripts and pictures of the site go out with, beside those of every answer."""

from __future__ import annotations

from wsgiref.headers import Headers

POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"


def add_headers(headers: Headers, path: str, url: str) -> None:
    """Let no file be a page: whoever opens one by its address runs nothing of it and frames it nowhere."""
    headers["Content-Security-Policy"] = POLICY
