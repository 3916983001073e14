"""``kith account``: whoever lost their sign-in gets a new one, whoever must go is signed out, and the log says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.test_access_sign_in import _sign_in

Make = Callable[..., Any]


@pytest.fixture
def kith(worker_of: Make, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run ``kith account ...`` in this process."""
    from click.testing import CliRunner
    from django.core.cache import cache

    from kith.project.commands import account

    cache.clear()
    monkeypatch.setattr(account, "start_django", lambda: None)
    return lambda *words: CliRunner().invoke(account.account, [*words, "--by", "Ida Admin"], catch_exceptions=False)


def _is_in(client: Any) -> bool:
    return client.get("/").status_code == 200


def _log() -> list[tuple[str, int | None, str]]:
    from kith.apps.audit.models import AccessEvent

    done = AccessEvent.objects.using("audit").filter(action__in=["RESET_SIGN_IN", "END_SITTINGS"]).order_by("id")
    return list(done.values_list("action", "worker_id", "outcome"))


def test_whoever_lost_their_code_gets_a_new_one_and_nothing_else_opens_before(kith: Any, worker_of: Make) -> None:
    from allauth.mfa.models import Authenticator
    from django.test import Client

    worker, other = worker_of("SCH_1", "S1", "LEAD_WORKER"), worker_of("HOMES", "L1", "PRACTITIONER")
    lost, elsewhere = _sign_in("sch_1-s1"), _sign_in("homes-l1")
    assert _is_in(lost)
    said = kith("reset", "sch_1-s1").output
    password = said.split("New password: ")[1].split()[0]
    assert not _is_in(lost)
    assert _is_in(elsewhere), "nobody else's sitting ends"
    assert not Authenticator.objects.filter(user__username="sch_1-s1").exists()
    client = Client(HTTP_HOST="localhost")
    client.post("/accounts/login/", {"login": "sch_1-s1", "password": "wexmoor-test-password"})
    assert client.get("/")["Location"].startswith("/accounts/login/"), "the old password is gone"
    client.post("/accounts/login/", {"login": "sch_1-s1", "password": password})
    assert client.get("/families/F-MARL0WE/")["Location"] == "/accounts/2fa/totp/activate/"
    assert _log() == [("RESET_SIGN_IN", worker.worker_id, "ALLOWED")]
    assert other.worker_id != worker.worker_id


def test_an_administrator_ends_the_sittings_of_one_and_of_all(kith: Any, worker_of: Make) -> None:
    from kith.vocabulary.errors import KithError

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    worker_of("HOMES", "L1", "PRACTITIONER")
    one, other = _sign_in("sch_1-s1"), _sign_in("homes-l1")
    assert "1 sitting ended" in kith("sign-out", "sch_1-s1").output
    assert (_is_in(one), _is_in(other)) == (False, True)
    kith("sign-out", "--all")
    assert not _is_in(other)
    assert [line[:2] for line in _log()] == [("END_SITTINGS", worker.worker_id), ("END_SITTINGS", None)]
    for words in (("sign-out",), ("sign-out", "sch_1-s1", "--all")):
        assert kith(*words).exit_code == 2
    for command in ("reset", "sign-out"):
        with pytest.raises(KithError, match="K484"):
            kith(command, "nobody")
    assert len(_log()) == 2
