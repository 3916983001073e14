"""A partner's sign-in: the identity is what a signed, fresh token says, and nothing that the visitor's address adds."""

from __future__ import annotations

import secrets
from typing import Any

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest
from django.urls import reverse

NONCE = "partner_sign_in_nonce"
SIGNED_WITH = frozenset({"RS256", "PS256", "ES256"})


class PartnerAdapter(OpenIDConnectOAuth2Adapter):
    """Checks the signature and the nonce of every token, where the library trusts the connection and sends no nonce."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            algorithm = jwt.get_unverified_header(id_token).get("alg")
        except jwt.PyJWTError as error:
            raise OAuth2Error("Not a token") from error
        if algorithm not in SIGNED_WITH:
            raise OAuth2Error("The token is not signed as it must be")
        if not str(self.get_provider().server_url).startswith(str(self.openid_config["issuer"]).rstrip("/") + "/"):
            raise OAuth2Error("The partner names itself otherwise than it was set up")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        expected = self.request.session.pop(NONCE, None)
        if not expected or not secrets.compare_digest(str(claims.get("nonce", "")), expected):
            raise OAuth2Error("The token was not made for this sign-in")
        return claims

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        callback = reverse("partner_callback", kwargs={"provider_id": self.provider_id})
        return str(build_absolute_uri(request, callback, self.redirect_uri_protocol))


class PartnerProvider(OpenIDConnectProvider):
    """One partner agency; what Kith needs to know of it is in the file that ``KITH_OIDC`` names."""

    id = "partner"
    name = "A partner's own sign-in"
    oauth2_adapter_class = PartnerAdapter
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        return ["openid", "profile"]

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Return what is asked of the partner; what stands in this site's address adds nothing."""
        request.session[NONCE] = secrets.token_urlsafe(32)
        return {**self.get_auth_params(), "nonce": request.session[NONCE]}


provider_classes = [PartnerProvider]
