"""How often a client may ask (clock)."""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address
from math import ceil

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serving.paths import path_of, under
from assistant.serving.refusal import refuse


class RateLimit:
    """Middleware that lets each client make `per_minute` requests that cost; others are free."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self._app = app
        self._limit = RateLimitItemPerMinute(per_minute)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 429 with `Retry-After`."""
        if scope["type"] == "http" and costs(scope["method"], path_of(scope)):
            client = client_key(scope)
            if not await self._limiter.hit(self._limit, client):
                stats = await self._limiter.get_window_stats(self._limit, client)
                wait = max(1, ceil(stats.reset_time - time.time()))
                why = f"More than {self._limit.amount} requests a minute. Ask again in {wait} s."
                await refuse(scope, send, 429, why, {"retry-after": str(wait)})
                return
        await self._app(scope, receive, send)


def costs(method: str, path: str) -> bool:
    """Whether a request makes the server search: a POST, or anything under /api."""
    return method == "POST" or under(path, "/api")


def client_key(scope: Scope) -> str:
    """Return what a client is counted by: its IPv4 address, or its IPv6 network.

    One host can use each of the 2**64 addresses of its /64.
    """
    host = (scope.get("client") or ("unknown", 0))[0]
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
