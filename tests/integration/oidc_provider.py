"""A small OpenID Connect provider for the tests: it signs real tokens, and wrong ones when it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "kith"
SECRET = "a secret that only the test and its provider know"


@dataclass
class Provider:
    """What the provider says; a test changes ``claims``, or how the token is signed, before signing in."""

    url: str
    claims: dict[str, Any] = field(default_factory=dict)
    signed_by_stranger: bool = False
    unsigned: bool = False
    named: str = ""  # what it calls itself, if not by its address
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    stranger: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    nonces: dict[str, str] = field(default_factory=dict)

    def allow(self, address: str) -> str:
        """Do what browser and provider do at ``address``: return the code and state to come back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = asked.get("nonce", "")
        return f"?code={code}&state={asked['state']}"

    def token(self, code: str) -> str:
        """Return the signed token for a code; a code is good once."""
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": "subject-1", "iat": now, "exp": now + 60, "amr": ["pwd", "mfa"],
            "nonce": self.nonces.pop(code), **self.claims,
        }  # fmt: skip
        if self.unsigned:
            return jwt.encode(claims, None, algorithm="none", headers={"kid": "1"})
        key = self.stranger if self.signed_by_stranger else self.key
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "1"})


@contextmanager
def running() -> Iterator[Provider]:
    """Run the provider on this machine until the test is over."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    provider = server.provider = Provider(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        if self.path.endswith("openid-configuration"):
            self._answer(
                {
                    "issuer": provider.named or provider.url,
                    "authorization_endpoint": f"{provider.url}/authorize",
                    "token_endpoint": f"{provider.url}/token",
                    "jwks_uri": f"{provider.url}/keys",
                }
            )
        else:
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(provider.key.public_key()))
            self._answer({"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]})

    def do_POST(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        code = asked["code"][0]
        if code not in provider.nonces or "code_verifier" not in asked:
            self._answer({"error": "invalid_grant"}, status=400)
        else:
            self._answer({"access_token": "a", "token_type": "Bearer", "id_token": provider.token(code)})

    def _answer(self, content: dict[str, Any], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""
