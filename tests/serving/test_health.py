from __future__ import annotations

from fastapi import FastAPI

from assistant import __version__
from assistant.service.service import Service
from assistant.serving.auth import BasicAuth
from assistant.serving.credentials import Credentials
from assistant.serving.health import add_health
from tests.serving.asgi import request
from tests.serving.test_auth import basic
from tests.ui.fake import FakeDesk


def app() -> FastAPI:
    made = FastAPI()
    add_health(made, Service(FakeDesk()))
    return made


def test_a_server_for_everybody_tells_its_version() -> None:
    known = {"status": "ok", "version": __version__, "in_flight": 0}
    assert request(app(), "GET", "/health").json() == known
    assert request(app(), "HEAD", "/health").status_code == 200


def test_behind_a_password_only_readers_learn_more() -> None:
    closed = BasicAuth(app(), Credentials.parse("ada:x"))
    assert request(closed, "GET", "/health").json() == {"status": "ok"}
    assert request(closed, "GET", "/health", headers=basic("ada:y")).json() == {"status": "ok"}
    assert "version" in request(closed, "GET", "/health", headers=basic("ada:x")).json()
