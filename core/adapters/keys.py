"""New keys for signing messages, as Standard Webhooks writes them."""

from __future__ import annotations

import base64
import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from neni.core.model.webhooks import EndpointKey


def shared() -> EndpointKey:
    """A secret both sides know (`v1`)."""
    return EndpointKey(f"whsec_{_encoded(secrets.token_bytes(32))}")


def asymmetric() -> EndpointKey:
    """A key only we have, with the public part for the partner (`v1a`, ed25519)."""
    made = Ed25519PrivateKey.generate()
    public = made.public_key().public_bytes_raw()
    return EndpointKey(f"whsk_{_encoded(made.private_bytes_raw() + public)}", f"whpk_{_encoded(public)}")


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
