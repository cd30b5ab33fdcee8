"""The application: every door behind the same middleware."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.errors import MissingExtra
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
from assistant.serving.proxy import UnderPath, WithoutProxy
from assistant.serving.rate import RateLimit
from assistant.serving.rest import add_rest
from assistant.ui.page import mount_page


def create_app(service: Service, options: ServeOptions | None = None) -> FastAPI:
    """Return the page, the API and the tools around a service as one application.

    On a loopback host only requests addressed to it are answered: a foreign site whose name is made
    to resolve to this machine could read the articles otherwise.

    Raises:
        InvalidRequest: the access log cannot be written.
    """
    options = options or ServeOptions()
    hosts = _hosts(options)
    flights = Flights()
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=list(_middleware(options, hosts, flights)),
    )
    app.state.flights = flights
    add_health(app, service)
    add_rest(app, service)
    if options.mcp:
        _add_tools(app, service, hosts)
    mount_page(
        app,
        service,
        host=options.host,
        root_path=options.root_path.rstrip("/"),
        feedback=options.feedback,
    )
    return app


def _add_tools(app: FastAPI, service: Service, hosts: tuple[str, ...] | None) -> None:
    try:
        from assistant.serving.mcp_tools import add_mcp
    except ModuleNotFoundError as exc:
        if (exc.name or "").startswith("assistant"):
            raise
        raise MissingExtra("serve --mcp", "mcp") from exc
    add_mcp(app, service, hosts)


def _hosts(options: ServeOptions) -> tuple[str, ...] | None:
    """Return the names under which the server may be asked; None where any may be."""
    if options.host not in LOOPBACK:
        return None
    # A Host header has an IPv6 address in brackets.
    here = (*LOOPBACK, "[::1]")
    public = options.place.host
    return (*here, public) if public else here


def _middleware(
    options: ServeOptions, hosts: tuple[str, ...] | None, flights: Flights
) -> Iterator[Middleware]:
    """Yield what a request passes, outermost first."""
    limits = options.limits
    if options.place.path:
        yield Middleware(UnderPath, path=options.place.path)
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
