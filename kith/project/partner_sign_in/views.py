"""The two addresses of a partner's sign-in: the way out to it, and the way back."""

from __future__ import annotations

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from kith.project.partner_sign_in.provider import PartnerAdapter
from kith.vocabulary.errors import KithError


class PartnerAway(KithError):
    """The partner's sign-in cannot be reached."""

    code = "K491"


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the visitor to the partner's own sign-in."""
    return _through(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the visitor back from it, signed in or not."""
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: type, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(PartnerAdapter(request, provider_id))(request)  # type: ignore[attr-defined]
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException as error:
        raise PartnerAway(
            "Your organisation's own sign-in does not answer.",
            not_done="You were not signed in.",
            mend="Try again in a few minutes. If it goes on, ask your organisation's help desk; Kith itself is well.",
        ) from error
    return answer
