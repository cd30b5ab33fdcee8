"""The REST API in a process: the same JSON as the models, one line for every error."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.service.desk import Desk
from assistant.service.limits import Limits
from assistant.service.service import Service
from assistant.serving.mcp_tools import add_mcp
from assistant.serving.proxy import UnderPath
from assistant.serving.rest import add_rest
from tests.conftest import ROOT
from tests.serving.newsdesk import FULL, LIGHTHOUSE, NewsDesk

LAMP = "When was the lamp lit?"


def client_of(desk: Desk, limits: Limits | None = None) -> TestClient:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_rest(app, Service(desk, limits))
    # A page behind the API, as the served application has one.
    app.mount("/", FastAPI(title="page", docs_url=None, redoc_url=None))
    return TestClient(app)


@pytest.fixture
def desk() -> NewsDesk:
    return NewsDesk()


@pytest.fixture
def client(desk: NewsDesk) -> Iterator[TestClient]:
    with client_of(desk) as opened:
        yield opened


def line(response: Any) -> str:
    """Return the error of a response, which is one line and nothing else."""
    assert response.headers["content-type"] == "application/json"
    [(name, text)] = response.json().items()
    assert name == "error"
    assert text.isprintable()
    assert text.endswith(".") or text.endswith("openapi.json")
    return str(text)


def test_an_answer_is_that_of_the_desk(client: TestClient, desk: NewsDesk) -> None:
    expected = desk.ask(LAMP).to_dict()
    for response in (
        client.get("/api/ask", params={"q": LAMP}),
        client.post("/api/ask", json={"question": LAMP}),
    ):
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        assert response.json() == expected
        assert list(response.json()) == list(expected)


def test_the_text_of_a_quote_is_not_escaped(client: TestClient) -> None:
    served = client.get(f"/api/articles/{LIGHTHOUSE.id}")
    assert json.dumps(LIGHTHOUSE.text, ensure_ascii=False).encode() in served.content
    assert served.json() == LIGHTHOUSE.to_dict()
    quote = client.get("/api/ask", params={"q": LAMP}).json()["quotes"][0]
    assert quote["text"].encode() == FULL.text.encode()
    assert served.json()["text"][quote["start"] : quote["end"]] == quote["text"]


def test_arguments_of_an_address_arrive(client: TestClient, desk: NewsDesk) -> None:
    address = (
        "/api/ask?q=lamp&k=1&since=2022-01-01&until=2022-12-31"
        "&source=Isle%20Herald&source=Grey%20Point%20Courier&language=en"
    )
    assert len(client.get(address).json()["quotes"]) == 1
    [asked] = desk.asked
    assert asked["k"] == 1
    assert (asked["since"], asked["until"]) == (date(2022, 1, 1), date(2022, 12, 31))
    assert list(asked["source"]) == ["Isle Herald", "Grey Point Courier"]
    assert list(asked["language"]) == ["en"]


def test_arguments_of_a_body_arrive(client: TestClient, desk: NewsDesk) -> None:
    body = {
        "question": "and the lamp?", "k": 2.0, "since": None, "source": "Isle Herald",
        "history": ["Who is Mira Holt?"], "asked": "2022-06-09", "id": "seven",
    }  # fmt: skip
    assert client.post("/api/ask", json=body).json()["id"] == "seven"
    [asked] = desk.asked
    assert (asked["k"], asked["since"], asked["asked"]) == (2, None, date(2022, 6, 9))
    assert list(asked["source"]) == ["Isle Herald"]
    assert list(asked["history"]) == ["Who is Mira Holt?"]


def test_a_search_is_that_of_the_desk(client: TestClient, desk: NewsDesk) -> None:
    hits = [hit.to_dict() for hit in desk.search("lamp")]
    found = client.get("/api/search", params={"q": "lamp"}).json()
    assert found == {"query": "lamp", "hits": hits}
    body = {"query": "lamp", "k": 1, "read": False}
    assert client.post("/api/search", json=body).json() == {"query": "lamp", "hits": hits[:1]}
    assert [asked["read"] for asked in desk.asked[1:]] == [True, False]


def test_a_listing_is_that_of_the_desk(client: TestClient, desk: NewsDesk) -> None:
    response = client.get("/api/articles?matching=lamp&limit=7&offset=3&language=en&source=A")
    assert response.json() == desk.articles().to_dict()
    asked = desk.asked[0]
    assert (asked["matching"], asked["limit"], asked["offset"]) == ("lamp", 7, 3)


def test_the_corpus_is_described_even_with_a_name_that_is_no_text(
    client: TestClient, desk: NewsDesk
) -> None:
    assert client.get("/api/corpus").json() == desk.overview().to_dict()


BODIES = {
    b"": "The body",
    b"{": "no JSON",
    b"[]": "The body",
    b"null": "The body",
    b'{"question": "a"} x': "no JSON",
    b"{}": "question is missing",
    b'{"question": ""}': "question",
    b'{"question": " "}': "question is empty",
    b'{"question": 5}': "question is 5",
    b'{"question": ["a"]}': "question",
    b'{"question": "\\ud800"}': "\\ud800",
    b'{"question": "a", "source": "\\udfff"}': "source",
    b'{"question": "a", "k": "5"}': "k is '5'",
    b'{"question": "a", "k": true}': "k is True",
    b'{"question": "a", "k": 1.5}': "k is 1.5",
    b'{"question": "a", "k": -1}': "k is -1",
    b'{"question": "a", "k": 51}': "k is 51",
    b'{"question": "a", "k": NaN}': "k is nan",
    b'{"question": "a", "k": 1e999}': "k is inf",
    b'{"question": "a", "since": "2022-02-30"}': "since",
    b'{"question": "a", "since": "20220201"}': "since",
    b'{"question": "a", "since": "2022-02-02", "until": "2022-02-01"}': "since",
    b'{"question": "a", "asked": 5}': "asked",
    b'{"question": "a", "history": "b"}': "history",
    b'{"question": "a", "history": [1]}': "history",
    b'{"question": "a", "source": {"b": 1}}': "source",
    b'{"question": "a", "b\\n\\u202e\\u0000": 1}': "b\\n\\u202e\\x00 is 1",
    b'{"question": "' + b"a" * 501 + b'"}': "500 characters",
    b'{"question": "a", "history": ' + json.dumps(["b"] * 31).encode() + b"}": "history",
    b'{"question": "a", "source": ' + json.dumps(["b"] * 51).encode() + b"}": "source",
    b'{"question": "a", "source": "' + b"b" * 201 + b'"}': "source",
    b'{"question": "a", "id": "' + b"b" * 201 + b'"}': "id",
}


@pytest.mark.parametrize("body", BODIES)
def test_a_wrong_body_is_refused_in_one_line(
    client: TestClient, desk: NewsDesk, body: bytes
) -> None:
    headers = {"content-type": "application/json"}
    response = client.post("/api/ask", content=body, headers=headers)
    assert response.status_code == 422
    assert BODIES[body] in line(response)
    assert len(line(response)) < 300
    assert desk.asked == []


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"question": "a", "k": ' + b"9" * 5000 + b"}", b"\xff"]
)
def test_a_body_that_cannot_be_parsed_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert line(response)


def test_a_body_that_is_not_called_json_is_refused(client: TestClient, desk: NewsDesk) -> None:
    # A page of another site can send such a body without asking first.
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        headers = {"content-type": kind}
        response = client.post("/api/ask", content=b'{"question": "a"}', headers=headers)
        assert response.status_code == 422
        assert line(response)
    assert desk.asked == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ask", "q is missing"),
        ("ask?q=", "q is ''"),
        ("ask?q=%20", "empty"),
        ("ask?q=a&k=0", "k is '0'"),
        ("ask?q=a&k=x", "k is 'x'"),
        ("ask?q=a&k=-3", "k is '-3'"),
        ("ask?q=a&k=99999999999999999999999", "k is"),
        ("ask?q=a&q=b", "'q' is given more than once"),
        ("ask?q=a&since=2022-01-01&since=2022-01-02", "'since' is given more than once"),
        ("ask?q=a&nothing=b", "nothing is 'b'"),
        ("ask?q=a&since=", "since"),
        ("ask?q=a&since=tomorrow", "since"),
        ("ask?q=a&until=2022-13-01", "until"),
        ("ask?q=" + "a" * 501, "500 characters"),
        ("ask?q=a" + "&source=b" * 51, "source"),
        ("search?q=a&k=101", "k is '101'"),
        ("search?q=a&read=perhaps", "read is 'perhaps'"),
        ("articles?limit=0", "limit"),
        ("articles?limit=201", "limit"),
        ("articles?offset=-1", "offset"),
        ("articles?matching=" + "a" * 201, "matching"),
        ("articles/" + "a" * 201, "id"),
        ("corpus?a=1&a=2", "'a' is given more than once"),
    ],
)
def test_a_wrong_address_is_refused_in_one_line(
    client: TestClient, desk: NewsDesk, address: str, said: str
) -> None:
    response = client.get(f"/api/{address}")
    assert response.status_code == 422
    assert said in line(response)
    assert desk.asked == []


@pytest.mark.parametrize("question", ["\x00", "%s{}{{7*7}}", "‮🛳️", "' OR 1=1 --", "a\nb"])
def test_odd_characters_are_a_question_like_any_other(client: TestClient, question: str) -> None:
    response = client.get("/api/ask", params={"q": question})
    assert response.status_code == 200
    assert response.json()["question"] == question.strip()


def test_what_is_not_there(client: TestClient) -> None:
    unknown = client.get("/api/articles/no%2Fsuch")
    assert (unknown.status_code, "openapi.json" in line(unknown)) == (404, True)
    unknown = client.get("/api/articles/none")
    assert (unknown.status_code, "'none'" in line(unknown)) == (404, True)
    for address in ("articles/a%0Ab", "articles/a%0D%0Ab%2F%00", "a%0Ab", "nothing%0A"):
        unknown = client.get(f"/api/{address}")
        assert (unknown.status_code, bool(line(unknown))) == (404, True)
    assert client.get("/api/nothing").status_code == 404
    assert "Not Found" in line(client.get("/api/nothing"))
    refused = client.delete("/api/ask")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, POST")
    assert client.post("/api/corpus").headers["allow"] == "GET"
    assert client.get("/api/docs").status_code == client.get("/api/redoc").status_code == 404


def test_a_defect_is_logged_and_not_told(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/api/ask", params={"q": "the broken one"})
    assert response.status_code == 500
    assert line(response) == "The server failed. Its log says why."
    [record] = caplog.records
    assert record.exc_info is not None
    assert "/secret/path" in str(record.exc_info[1])
    assert "the broken one" not in record.getMessage()


def test_a_busy_server_says_when_to_ask_again(desk: NewsDesk) -> None:
    with client_of(desk) as client:
        service: Service = client.app.routes[1].app.state.service  # type: ignore[attr-defined]
        service.close()
        response = client.get("/api/ask", params={"q": LAMP})
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert "Ask again" in line(response)


def test_a_question_that_takes_too_long(desk: NewsDesk) -> None:
    with client_of(desk, Limits(seconds=0.01)) as client:
        response = client.get("/api/ask", params={"q": "a slow one"})
    assert response.status_code == 504
    assert "No answer within" in line(response)


def documented(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, component in schema["components"]["schemas"].items():
        yield name, component
        for field, about in component.get("properties", {}).items():
            yield f"{name}.{field}", about
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            yield f"{method} {path}", operation
            for parameter in operation.get("parameters", ()):
                yield f"{method} {path} {parameter['name']}", parameter
            for status, response in operation["responses"].items():
                yield f"{method} {path} {status}", response


def test_everything_is_documented(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    assert (schema["info"]["title"], schema["servers"]) == ("newsquote", [{"url": "/api"}])
    assert {path: sorted(methods) for path, methods in schema["paths"].items()} == {
        "/ask": ["get", "post"],
        "/search": ["get", "post"],
        "/articles": ["get"],
        "/articles/{id}": ["get"],
        "/corpus": ["get"],
    }
    everything = dict(documented(schema))
    assert len(everything) > 100
    assert [name for name, about in everything.items() if not about.get("description")] == []
    for operations in schema["paths"].values():
        for operation in operations.values():
            statuses = set(operation["responses"])
            assert statuses >= {"200", "400", "413", "422", "429", "500", "503", "504"}
    assert "404" in schema["paths"]["/articles/{id}"]["get"]["responses"]
    assert "HTTPValidationError" not in schema["components"]["schemas"]


@pytest.mark.parametrize("address", ["/api", "/api/"])
def test_the_page_lists_the_endpoints_and_loads_nothing(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.headers["content-type"].startswith("text/html")
    for path in ("GET /api/ask", "POST /api/search", "GET /api/articles/{id}"):
        assert f"<code>{path}</code>" in response.text
    assert "http:" not in response.text
    assert "https:" not in response.text
    assert "<script" not in response.text
    assert client.get("/api/openapi.json").json()["info"]["version"] in response.text


@pytest.mark.parametrize("taken_off", [True, False])
def test_behind_a_proxy_the_api_lives_below_its_path(desk: NewsDesk, *, taken_off: bool) -> None:
    app = FastAPI(openapi_url=None, middleware=[Middleware(UnderPath, path="/news")])
    add_rest(app, Service(desk))
    add_mcp(app, Service(desk))
    came = "" if taken_off else "/news"
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get(f"{came}/api/ask?q=lamp").json() == desk.ask("lamp").to_dict()
        schema = client.get(f"{came}/api/openapi.json").json()
        assert schema["servers"] == [{"url": "/news/api"}]
        assert 'href="/news/api/openapi.json"' in client.get(f"{came}/api").text
        assert line(client.get(f"{came}/api/none")) == "Not Found. See /news/api/openapi.json"
        assert client.delete(f"{came}/api/ask").headers["allow"] == "GET, POST"
        for path in ("mcp", "mcp/"):
            call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
            headers = {"accept": "application/json"}
            listed = client.post(f"{came}/{path}", json=call, headers=headers)
            assert len(listed.json()["result"]["tools"]) == 3


def test_served_answers_of_a_real_index_verify(workspace: Path, tmp_path: Path) -> None:
    saved = tmp_path / "answer.json"
    with (
        Assistant.open(workspace / "index") as opened,
        client_of(opened) as client,
    ):
        question = "How many boxes of remains did North Korea hand over?"
        served = client.get("/api/ask", params={"q": question})
        direct = opened.ask(question).to_dict()
    assert served.json() == {**direct, "took_ms": served.json()["took_ms"]}
    assert served.json()["quotes"]
    for content, status in ((served.content, 0), (served.content.replace(b"0.", b"1.", 1), 1)):
        saved.write_bytes(content)
        command = [sys.executable, "-m", "assistant", "verify", str(saved)]
        where = ["--index", str(workspace / "index")]
        done = subprocess.run(
            [*command, *where], cwd=ROOT, capture_output=True, text=True, timeout=240
        )
        assert done.returncode == status, done.stderr
