"""Lets a one-time code in once, for as long as it is valid: its half minute and those before it are then used up.

Allauth remembers a code for half a minute, while a clock that is half a minute off either way keeps it valid for three
of them: whoever read it over a shoulder could have used it again.
"""

from __future__ import annotations

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

# From the earliest moment at which a code may be given to the last, and one step more for a clock that is read twice.
REMEMBERED = (2 * app_settings.TOTP_TOLERANCE + 2) * app_settings.TOTP_PERIOD


class _OnceOnly(BaseAuthenticateForm):
    def clean_code(self) -> str:
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not _use_up(self.authenticator, code):
            self._emit_authentication_failed(self.authenticator)
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeOnceForm(_OnceOnly, AuthenticateForm):
    """Asks for the code at sign-in."""


class CodeOnceAgainForm(_OnceOnly, ReauthenticateForm):
    """Asks for a code before what needs one anew."""


def _use_up(authenticator: Authenticator, code: str) -> bool:
    """Mark the code's step and all before it as used; return whether it was not used before."""
    secret = get_adapter().decrypt(authenticator.data["secret"])
    steps = sorted(yield_hotp_counters_from_time())
    given = [step for step in steps if compare_user_code(actual=code, expected=_code_of(secret, step))]
    if not given:  # the clock went on between two looks at it
        return False
    # To add is one statement of the database, so that of two who come at once one is let in.
    used_now = [cache.add(_key(authenticator, step), "used", REMEMBERED) for step in steps if step <= given[-1]]
    return used_now[-1]


def _key(authenticator: Authenticator, step: int) -> str:
    return f"kith.code.used?user={authenticator.user_id}&step={step}"


def _code_of(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, step)))
