"""Signing in through a partner agency's own OpenID Connect, by allauth, held to more than allauth asks."""
