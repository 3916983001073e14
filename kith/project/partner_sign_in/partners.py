"""Reads which partners sign in through their own OpenID Connect: a JSON file, named by ``KITH_OIDC``.

A list of ``{"id": "wexmoor-police", "name": "Wexmoor Police", "agency_id": "POLICE", "server_url": "https://...",
"client_id": "...", "secret_file": "...", "staff_claim": "employee_id", "second_step": {"amr": ["mfa"]}}``.
``staff_claim`` names the claim that holds the staff id by which the agency lists the worker; ``second_step`` names a
claim, and the values by which the partner says that a second factor was used.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def allauth_apps(file: str | None) -> list[dict[str, Any]]:
    """Return the partners of ``file`` as allauth's settings want them; none without a file."""
    if not file:
        return []
    return [_app(partner) for partner in json.loads(Path(file).read_text(encoding="utf-8"))]


def _app(partner: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider_id": partner["id"],
        "name": partner["name"],
        "client_id": partner["client_id"],
        "secret": Path(partner["secret_file"]).read_text(encoding="utf-8").strip(),
        "settings": {
            "server_url": partner["server_url"],
            "fetch_userinfo": False,
            "agency_id": partner["agency_id"],
            "staff_claim": partner["staff_claim"],
            "second_step": partner["second_step"],
        },
    }
