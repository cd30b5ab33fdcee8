from __future__ import annotations

import pytest

from assistant.serving.origin import SameOrigin
from assistant.serving.proxy import UnderPath
from tests.serving.asgi import echo, request

APP = SameOrigin(echo)
HERE = "http://127.0.0.1"


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": HERE}, {"sec-fetch-site": "same-origin", "origin": HERE},
     {"sec-fetch-site": "none"}, {"sec-fetch-site": "same-origin", "origin": "null"}],
)  # fmt: skip
def test_the_own_page_and_other_programs_may_send(headers: dict[str, str]) -> None:
    assert request(APP, "POST", "/api/ask", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"},
     {"origin": "http://[broken"}, {"sec-fetch-site": "cross-site"},
     {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "cross-site", "origin": HERE}],
)  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_other_sites_may_not(method: str, headers: dict[str, str]) -> None:
    response = request(APP, method, "/api/ask", headers=headers)
    assert response.status_code == 403
    assert list(response.json()) == ["error"]


def test_a_link_from_another_site_is_followed() -> None:
    assert request(APP, "GET", "/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_behind_a_proxy_the_host_may_be_another() -> None:
    app = UnderPath(APP, "/news")
    headers = {"origin": "https://example.org"}
    assert request(app, "POST", "/x", headers=headers).status_code == 200
    headers["sec-fetch-site"] = "cross-site"
    assert request(app, "POST", "/x", headers=headers).status_code == 403
