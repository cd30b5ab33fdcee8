"""The application: every door behind the same middleware."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.service.service import Service
from assistant.serving.access_log import AccessLog, log_handler
from assistant.serving.auth import BasicAuth
from assistant.serving.body_limit import BodyLimit
from assistant.serving.defects import Defects
from assistant.serving.doors import Doors
from assistant.serving.flights import CountFlights, Flights
from assistant.serving.headers import SafeHeaders
from assistant.serving.health import add_health
from assistant.serving.options import LOOPBACK, ServeOptions
from assistant.serving.origin import SameOrigin
from assistant.serving.proxy import PublicPlace, UnderPath, WithoutProxy
from assistant.serving.rate import RateLimit
from assistant.serving.rest import add_rest


def create_app(service: Service, options: ServeOptions | None = None) -> FastAPI:
    """Return the page, the API and the tools around a service as one application.

    On a loopback host only requests addressed to it are answered: a foreign site whose name is made
    to resolve to this machine could read the articles otherwise.

    Raises:
        InvalidRequest: the root path or the access log cannot be used.
        MissingExtra: Gradio is not installed.
    """
    from assistant.ui.page import mount_page

    options = options or ServeOptions()
    place = PublicPlace.parse(options.root_path)
    hosts = _hosts(options.host, place)
    flights = Flights()
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=list(_middleware(options, place, hosts, flights)),
    )
    app.state.flights = flights
    add_health(app, service)
    add_rest(app, service)
    if options.mcp:
        from assistant.serving.mcp_tools import add_mcp

        add_mcp(app, service, hosts)
    mount_page(
        app,
        service,
        host=options.host,
        root_path=options.root_path.rstrip("/"),
        feedback=options.feedback,
    )
    return app


def _hosts(host: str, place: PublicPlace) -> tuple[str, ...] | None:
    """Return the names under which the server may be asked; None where any may be."""
    if host not in LOOPBACK:
        return None
    # A Host header has an IPv6 address in brackets.
    here = (*LOOPBACK, "[::1]")
    return (*here, place.host) if place.host else here


def _middleware(
    options: ServeOptions, place: PublicPlace, hosts: tuple[str, ...] | None, flights: Flights
) -> Iterator[Middleware]:
    """Yield what a request passes, outermost first."""
    limits = options.limits
    if place.path:
        yield Middleware(UnderPath, path=place.path)
    if not options.root_path:
        yield Middleware(WithoutProxy)
    if options.access_log:
        yield Middleware(AccessLog, handler=log_handler(options.access_log))
    yield Middleware(SafeHeaders)
    if hosts:
        yield Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    # Before the password, so that guessing it is limited too.
    if limits.per_minute:
        yield Middleware(RateLimit, per_minute=limits.per_minute)
    if options.auth:
        yield Middleware(BasicAuth, credentials=options.auth)
    yield Middleware(SameOrigin)
    yield Middleware(Doors)
    yield Middleware(BodyLimit, most=limits.body_bytes)
    # Inside, so that a stop does not wait for a request that has not arrived.
    yield Middleware(CountFlights, flights=flights)
    yield Middleware(Defects)
