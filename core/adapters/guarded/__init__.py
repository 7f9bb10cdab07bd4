"""The one door for calls that leave the institution, on urllib3: to listed hosts only, by https, and only to addresses
of the public internet, looked at when the connection is made. No redirects, no proxies, everything bounded."""

from __future__ import annotations

from neni.core.adapters.guarded.client import GuardedClient

__all__ = ["GuardedClient"]
