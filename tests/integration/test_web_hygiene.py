"""What every site should do, tried once each: headers, cookies, passwords, ended accounts, faults, forbidden code."""

from __future__ import annotations

import ast
import io
import re
import runpy
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kith.project.places import REPOSITORY
from tests.builders.enquiries import ELLA
from tests.builders.small_world import MARLOWES
from tests.builders.workers import PASSWORD
from tests.house.test_urls import _all
from tests.integration.test_attack import SUPPORT, _client, _sign_in, log
from tests.integration.test_partner_sign_in import LOGIN, provider
from tests.integration.test_question_links import _open, made
from tests.integration.test_sign_in_limits import _signed_in_ago

__all__ = ["log", "made", "provider"]
Make = Callable[..., Any]
KITH = REPOSITORY / "kith"
LONG = "  Ünlike any other, 80 letters: kestrel Östersund 71 marmalade (quietly) <b>ladder "
CHANGE = "/accounts/password/change/"


@pytest.fixture
def lead(worker_of: Make) -> Any:
    """The browser of the Marlowes' lead worker, who has said what she is here for."""
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    client, _ = _sign_in("sch_1-s1")
    client.post("/purpose/", {"purpose": SUPPORT})
    return client


def _is_in(client: Any) -> bool:
    return client.get("/").status_code == 200


# Headers and cookies


def _faults_of(answer: Any) -> Iterator[str]:
    policy = answer.get("Content-Security-Policy", "")
    wanted = (
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "script-src 'self'",
    )
    yield from (word for word in wanted if word not in policy)
    if "unsafe" in policy or "*" in policy:
        yield policy
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")):
        if answer.get(name) != value:
            yield name
    if "no-store" not in answer.get("Cache-Control", ""):
        yield "Cache-Control"
    if answer.content and not re.fullmatch(r"text/\w+; charset=utf-8", answer.get("Content-Type", "")):
        yield f"Content-Type {answer.get('Content-Type')}"
    yield from (name for name in ("Access-Control-Allow-Origin", "Server", "X-Powered-By") if name in answer)


def test_every_answer_of_every_address_carries_the_headers(world: None) -> None:
    client = _client()
    answers = {address: client.get(address) for address, _ in _all()}
    answers["not there"] = client.get("/no-such-page/")
    answers["another host"] = client.get("/", headers={"Host": "evil.example"})
    answers["too large"] = client.post("/accounts/login/", {"login": "x" * 2_000_000})
    answers["TRACE"] = client.trace("/accounts/login/", headers={"X-Secret": "echoed"})
    wrong = {name: faults for name, answer in answers.items() if (faults := list(_faults_of(answer)))}
    assert not wrong
    assert b"echoed" not in answers["TRACE"].content
    assert [answers[name].status_code for name in ("not there", "another host", "too large")] == [404, 400, 400]


def test_signed_in_pages_carry_them_too_and_a_way_to_sign_out(lead: Any) -> None:
    for address in ("/", f"/families/{MARLOWES}/", "/found/", "/sittings/", "/questions/", "/accounts/2fa/", CHANGE):
        page = lead.get(address)
        assert (address, page.status_code, list(_faults_of(page))) == (address, 200, [])
        assert b'action="/accounts/logout/"' in page.content, address


def test_behind_tls_nothing_goes_in_the_open(database: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setenv("KITH_HTTPS", "1")
    made = runpy.run_path(str(KITH / "project" / "settings.py"))
    assert made["SESSION_COOKIE_SECURE"] is made["CSRF_COOKIE_SECURE"] is made["SECURE_SSL_REDIRECT"] is True
    assert (made["SESSION_COOKIE_NAME"], made["CSRF_COOKIE_NAME"]) == ("__Host-sessionid", "__Host-csrftoken")
    assert made["FAMILY_COOKIE_NAME"].startswith("__Secure-")
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = made["SESSION_COOKIE_NAME"], made["CSRF_COOKIE_NAME"]
    assert made["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is made["DEBUG"] is made["DEMO"] is False
    for name in ("HSTS_SECONDS", "HSTS_INCLUDE_SUBDOMAINS", "HSTS_PRELOAD", "SSL_REDIRECT", "PROXY_SSL_HEADER"):
        setattr(settings, f"SECURE_{name}", made[f"SECURE_{name}"])
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    answer = _client().get("/accounts/login/")
    assert (answer.status_code, answer["Location"]) == (301, "https://localhost/accounts/login/")
    answer = _client().get("/accounts/login/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert all(cookie["secure"] and cookie["httponly"] and cookie["samesite"] for cookie in answer.cookies.values())
    assert answer.cookies
    for name, cookie in answer.cookies.items():
        assert (name[:7], cookie["path"], cookie["domain"]) == ("__Host-", "/", "")


@pytest.mark.parametrize(
    "key", ["short", "a" * 60, "change-me" + "0123456789" * 6, "django-insecure-" + "abcdefgh" * 8]
)
def test_behind_tls_a_secret_key_that_can_be_guessed_starts_nothing(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    from kith.vocabulary.errors import KithError

    monkeypatch.setenv("KITH_SECRET_KEY", key)
    assert runpy.run_path(str(KITH / "project" / "settings.py"))["SECRET_KEY"] == key, "on this machine alone it may be"
    monkeypatch.setenv("KITH_HTTPS", "1")
    with pytest.raises(KithError, match="K483"):
        runpy.run_path(str(KITH / "project" / "settings.py"))
    monkeypatch.setenv("KITH_SECRET_KEY", "pOw7c0Gf3n" * 6)
    assert runpy.run_path(str(KITH / "project" / "settings.py"))["HTTPS"]


def test_style_sheets_and_pictures_carry_a_policy_too(database: None) -> None:
    for file in ("kith.svg", "kith.js"):
        answer = _client().get(f"/static/{file}")
        assert answer.status_code == 200
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy


def test_cookies_are_for_this_site_and_not_for_scripts(lead: Any) -> None:
    cookies = {name: lead.cookies[name] for name in ("sessionid", "csrftoken")}
    assert {(cookie["httponly"], cookie["samesite"], cookie["domain"]) for cookie in cookies.values()} == {
        (True, "Lax", "")
    }
    assert re.fullmatch(r"[a-z0-9]{32}", cookies["sessionid"].value), "32 letters of 36 are 165 bits"
    assert cookies["sessionid"].value.encode() not in lead.get("/sittings/").content


def test_asking_changes_nothing_and_no_header_makes_it(lead: Any) -> None:
    for method in ({"X-HTTP-Method-Override": "POST"}, {"X-Method-Override": "POST"}, {}):
        lead.get("/accounts/logout/", headers=method)
        lead.get("/purpose/", {"purpose": "SAFEGUARDING"}, headers=method)
        lead.get("/search/", {"asked": "Ella Marlowe"}, headers=method)
    assert _is_in(lead)
    assert lead.session["purpose"] == SUPPORT
    assert b"Ella" not in lead.get("/found/").content
    assert {lead.generic(method, "/search/").status_code for method in ("TRACE", "PUT", "DELETE", "PATCH")} == {405}


def test_words_are_decoded_once_and_a_field_counts_once(lead: Any) -> None:
    lead.post("/search/", {"asked": "%4D%61%72%6C%6F%77%65"})
    page = lead.get("/found/").content.decode()
    assert "%4D%61%72%6C%6F%77%65" in page, "it is looked for as it was typed"
    assert MARLOWES not in page
    assert lead.get(f"/families/{MARLOWES.replace('M', '%254D')}/").status_code in (403, 404)
    extra = {"role": "AUDITOR", "agency_id": "HOMES", "worker_id": "1", "is_staff": "1"}
    lead.post("/purpose/?purpose=RIGHTS", {"purpose": ["SUPERVISION", "SAFEGUARDING"], **extra})
    assert lead.session["purpose"] == "SAFEGUARDING", "the last of the body, and nothing of the address"
    assert not set(extra) & set(lead.session.keys())


def test_nobody_writes_a_line_of_the_log_by_an_address_or_a_header(lead: Any, log: io.StringIO) -> None:
    forged = "2026-11-20 09:00:00,000 ERROR kith forged"
    for client in (lead, _client()):
        client.get(f"/x%0A{forged}/".replace(" ", "%20"))
        client.get(
            "/found/", headers={"User-Agent": f"x\n{forged}", "Host": f"x\n{forged}", "X-Forwarded-For": f"x\n{forged}"}
        )
    client.post("/accounts/login/", {"login": f"x\n{forged}", "password": "x"})
    assert "an address that leads nowhere" in log.getvalue() or "Not Found" in log.getvalue()
    assert not [line for line in log.getvalue().splitlines() if line.startswith(forged)]


def test_nothing_but_pages_is_served(database: None) -> None:
    client = _client()
    for address in (
        "/.git/config", "/.env", "/static/", "/static/../settings.py", "/static/%2e%2e/settings.py",
        "/static/.git/config", "/admin/", "/docs/",
        "/metrics", "/status", "/__debug__/", "/api/", "/media/", "/var/secret_key",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_a_fault_on_a_page_tells_nothing(lead: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("select surname from people where password = 'hunter2'")

    monkeypatch.setattr("kith.apps.agencies.views.sittings.list_sittings", fail)
    lead.raise_request_exception = False
    answer = lead.get("/sittings/")
    assert (answer.status_code, list(_faults_of(answer))) == (500, [])
    for word in ("RuntimeError", "hunter2", "Traceback", ".py", "django", "select surname"):
        assert word not in answer.content.decode()


# Passwords, second steps and ended accounts


def test_a_password_is_changed_with_the_old_one_and_ends_other_sittings(lead: Any) -> None:
    other, _ = _sign_in("sch_1-s1")

    def change(old: str, new: str) -> int:
        return lead.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new}).status_code

    assert len(LONG) > 64
    for old, new in (("not the old one", LONG), (PASSWORD, "kestrel-Öst"), (PASSWORD, "q1w2e3r4t5y6")):
        assert change(old, new) == 200, "the form is shown again"
    assert change(PASSWORD, LONG) == 302
    assert _is_in(lead)
    assert not _is_in(other)
    for typed, status in ((LONG.strip(), 200), (LONG.lower(), 200), (LONG[:72], 200), (LONG, 302)):
        answer = _client().post("/accounts/login/", {"login": "sch_1-s1", "password": typed})
        assert answer.status_code == status, "as it was typed: not trimmed, not folded, not cut"


def test_passwords_are_typed_unseen_and_managers_may_help(database: None) -> None:
    page = _client().get("/accounts/login/").content.decode()
    field = re.search(r'<input[^>]*name="password"[^>]*>', page)
    assert field is not None
    assert 'type="password"' in field[0]
    assert 'autocomplete="current-password"' in field[0]
    for word in ("onpaste", "hint", "mother's maiden"):
        assert word not in page


def test_an_account_that_is_closed_is_out_at_once(lead: Any) -> None:
    from kith.apps.agencies.models import User

    assert _is_in(lead)
    User.objects.using("owner").filter(username="sch_1-s1").update(is_active=False)
    assert not _is_in(lead)
    assert not _is_in(_sign_in("sch_1-s1")[0])


def test_another_second_step_is_not_added_by_whoever_finds_the_browser_open(lead: Any) -> None:
    doors = ("2fa/webauthn/add/", "2fa/recovery-codes/generate/")
    for door in doors:
        assert lead.get(f"/accounts/{door}").url.startswith("/accounts/reauthenticate/"), door
    lead.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert [lead.get(f"/accounts/{door}").status_code for door in doors] == [200, 200]
    _signed_in_ago(lead, 6 * 60)
    assert [lead.get(f"/accounts/{door}").status_code for door in doors] == [302, 302]


def test_setting_out_to_a_partner_takes_a_press_of_a_button(client: Any, provider: Any) -> None:
    answer = client.get(LOGIN)
    assert (answer.status_code, answer.has_header("Location")) == (200, False)
    assert provider.url.encode() not in answer.content


def test_a_token_signed_with_a_shared_secret_lets_nobody_in(
    client: Any, provider: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret is one that the partner has too: only a signature with the partner's own key says who spoke."""
    import jwt

    from tests.integration.oidc_provider import SECRET
    from tests.integration.test_partner_sign_in import CALLBACK

    real = jwt.encode
    monkeypatch.setattr(
        "tests.integration.oidc_provider.jwt.encode",
        lambda claims, key, algorithm, headers: real(claims, SECRET, algorithm="HS256", headers=headers),
    )
    outward = client.post(LOGIN)
    answer = client.get(CALLBACK + provider.allow(outward["Location"]))
    assert answer.status_code == 401
    assert not _is_in(client)


def test_what_one_partner_sent_is_nothing_to_another(client: Any, provider: Any, settings: Any) -> None:
    from tests.integration.test_partner_sign_in import CALLBACK

    apps = settings.SOCIALACCOUNT_PROVIDERS["partner"]["APPS"]
    apps.append({**apps[0], "provider_id": "other-homes", "name": "Other Homes"})
    back = CALLBACK + provider.allow(client.post(LOGIN)["Location"])
    client.get(back.replace("wexmoor-homes", "other-homes"))
    assert not _is_in(client)
    assert client.get(back).status_code == 302
    assert _is_in(client), "the way back was good, at the partner who was asked"


def test_a_code_for_an_emergency_is_good_once(lead: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    from kith.apps.agencies.models import User

    codes = RecoveryCodes.activate(User.objects.get(username="sch_1-s1")).get_unused_codes()
    assert min(map(len, codes)) >= 8
    for code, is_good in ((codes[0], True), (codes[0], False), (codes[1], True)):
        client = _client()
        client.post("/accounts/login/", {"login": "sch_1-s1", "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert _is_in(client) is is_good, code


def test_a_told_code_opens_its_own_link_alone(made: Any) -> None:
    from kith.apps.partners.actions import make_link

    worker, ref, signed, code = made
    other = make_link(enquiry_ref=ref, whom=ELLA, agency_name="Stalls Chess Club", contact_name="Jo", by=worker)
    assert "Ella" not in _open(signed, code=other[1])[1]
    assert "Ella" not in _open(other[0], code=code)[1]
    assert "Ella" in _open(other[0], code=other[1])[1]


# Secrets


def test_each_part_has_a_password_of_its_own_that_nobody_chose(database_urls: dict[str, str]) -> None:
    from urllib.parse import urlsplit

    passwords = [urlsplit(address).password or "" for address in database_urls.values()]
    assert len(set(passwords)) == len(passwords) >= 6
    assert min(map(len, passwords)) >= 24


def test_what_is_sealed_opens_unchanged_and_for_its_use_alone() -> None:
    from kith.apps.base.sealed import find_unsealed, seal

    sealed = seal("where they live", use="one")
    assert "where" not in sealed
    assert find_unsealed(sealed, use="one") == "where they live"
    assert find_unsealed(sealed, use="another") == ""
    changed = sealed[:60] + ("A" if sealed[60] != "A" else "B") + sealed[61:]
    assert find_unsealed(changed, use="one") == ""
    assert seal("where they live", use="one") != sealed


def test_passwords_and_passphrases_are_slow_to_guess_and_codes_hard() -> None:
    from math import log2

    from django.conf import global_settings
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from kith.apps.partners.actions import _CODE_LETTERS
    from kith.apps.portal import cards

    assert "PASSWORD_HASHERS" not in runpy.run_path(str(KITH / "project" / "settings.py"))
    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
    assert PBKDF2PasswordHasher.iterations >= 600_000
    assert cards._COST["n"] * cards._COST["r"] * cards._COST["p"] >= 2**15 * 8 * 3
    assert len(cards.new_salt()) * 4 >= 128
    assert len(cards.new_card().code.replace("-", "")) * log2(len(set(cards._LETTERS))) >= 50
    assert 8 * log2(len(set(_CODE_LETTERS))) >= 20
    assert len(cards.new_token()[0]) * 6 >= 256


# What is typed


@pytest.mark.parametrize(
    "asked", ["' or '1'='1", "'; drop table people_person; --", "%%", '{{ "kes"|add:"trel" }}', "$(id)", "%(x)s {0}"]
)
def test_what_is_typed_is_words_to_database_page_and_shell(lead: Any, asked: str) -> None:
    assert lead.post("/search/", {"asked": asked}).status_code == 302
    page = lead.get("/found/").content.decode()
    assert MARLOWES not in page
    assert "kestrel" not in page
    assert "uid=" not in page
    lead.post("/search/", {"asked": f'"><img src=x onerror=alert(1)>{asked}'})
    assert "<img src=x" not in lead.get("/found/").content.decode()
    assert lead.get(f"/families/{MARLOWES}/").status_code == 200


# Code that nobody may write

FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads", "pickle.load",
                   "marshal.loads", "yaml.load", "yaml.unsafe_load", "hashlib.md5", "hashlib.sha1",
                   "subprocess.getoutput", "Template", "engines"}  # fmt: skip


@cache
def _calls() -> tuple[tuple[Path, ast.Call, str], ...]:
    return tuple(
        (file.relative_to(KITH), node, ast.unparse(node.func))
        for file in sorted(KITH.rglob("*.py"))
        if not {"migrations", "node_modules"} & set(file.parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )


def test_no_code_runs_what_it_is_given_or_hashes_weakly() -> None:
    found = []
    for file, call, name in _calls():
        by_shell = any(word.arg == "shell" for word in call.keywords)
        unverified = any(word.arg == "verify" and ast.unparse(word.value) == "False" for word in call.keywords)
        by_chance = name.split(".")[0] == "random" and file.parts[0] != "engine"
        if name in FORBIDDEN_CALLS or by_shell or unverified or by_chance:
            found.append(f"{file}:{call.lineno} {name}")
    assert not found


def test_no_pattern_and_no_row_is_made_from_what_was_typed() -> None:
    """Patterns are constants; what a form does not name is never handed on."""
    found = []
    for file, call, name in _calls():
        if file.parts[0] not in ("apps", "project", "rules"):
            continue
        is_pattern = name in {
            f"re.{each}" for each in ("compile", "search", "match", "fullmatch", "sub", "findall", "split")
        }
        if is_pattern and not isinstance(call.args[0], (ast.Constant, ast.JoinedStr)):
            found.append(f"{file}:{call.lineno} {name}")
        handed_on = [ast.unparse(word.value) for word in call.keywords if word.arg is None]
        if name.endswith(("modelform_factory", "POST.dict")) or any(".POST" in words for words in handed_on):
            found.append(f"{file}:{call.lineno} {name}")
    assert not found


def test_no_statement_of_the_web_side_is_put_together_from_words() -> None:
    """The exceptions put in names of their own room's tables, or put together files that are shipped."""
    composed = {
        file.as_posix()
        for file, call, name in _calls()
        if file.parts[0] == "apps" and name.endswith((".execute", ".raw", "RawSQL")) and call.args
        and isinstance(call.args[0], (ast.JoinedStr, ast.BinOp))
    }  # fmt: skip
    of_files = {"apps/base/counts.py", "apps/beside/queries/written.py"}
    assert composed <= {"apps/people/actions/__init__.py"} | of_files


def test_no_page_or_script_turns_words_into_markup_or_keeps_them() -> None:
    sinks = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|(local|session)Storage|indexedDB"
    )
    scripts = list((KITH / "project" / "static").glob("*.js"))
    assert scripts
    assert not [
        file.name for file in scripts if re.search(sinks + "|postMessage|WebSocket|document.cookie", file.read_text())
    ]
    inline = r"\|\s*safe\b|autoescape off|<script(?![^>]*(?:\bsrc=|application/json))|\son\w+=\"|style=\"|javascript:|https?://(?!www\.w3\.org)"
    pages = [*(KITH / "project" / "templates").rglob("*.html"), *(KITH / "apps").rglob("*.html")]
    assert len(pages) > 40
    found = {page.name: match[0] for page in pages if (match := re.search(inline, page.read_text(encoding="utf-8")))}
    assert not found


def test_no_secret_is_in_the_repository() -> None:
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if said.returncode:
        pytest.skip("this is not a git checkout")
    secret = re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[bap]-\d+|"
        r"(?i:secret_key|client_secret)\s*=\s*[\"'][^\"'{]{12,}"
    )
    files = [REPOSITORY / name for name in said.stdout.splitlines() if (REPOSITORY / name).is_file()]
    assert not [str(file) for file in files if secret.search(file.read_bytes().decode("utf-8", errors="ignore"))]
    assert not [file for file in files if file.suffix in (".pem", ".key", ".p12", ".sqlite3") or file.name == ".env"]
