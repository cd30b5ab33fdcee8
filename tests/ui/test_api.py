"""The functions as `gradio_client` sees them, against the served page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.serving.newsdesk import LIGHTHOUSE, NewsDesk
from tests.serving.running import RunningPage, running_page

LAMP = "When was the lamp lit?"


@pytest.fixture(scope="module")
def server() -> Iterator[RunningPage]:
    with running_page("tests.serving.newsdesk") as running:
        yield running


@pytest.fixture(scope="module")
def client(server: RunningPage) -> Iterator[Client]:
    # It reports its start to its makers unless both the argument and the variable say no.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
        opened = Client(server.url, verbose=False, analytics_enabled=False)
    assert opened.analytics_enabled is False
    yield opened
    opened.close()


def called(client: Client, *arguments: Any, **named: Any) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(client.predict(*arguments, **named))
    return result


def test_an_answer_is_that_of_the_desk(client: Client) -> None:
    assert client.predict(LAMP, api_name="/ask") == NewsDesk().ask(LAMP).to_json()


def test_arguments_arrive_by_name(client: Client) -> None:
    answer = called(
        client,
        LAMP,
        k=1,
        since="2022-01-01",
        until="2022-12-31",
        source=["Isle Herald"],
        language="en",
        history=["Who keeps it?"],
        asked="2022-06-09",
        api_name="/ask",
    )
    assert [quote["rank"] for quote in answer["quotes"]] == [1]
    read = answer["interpretation"]
    assert (read["since"], read["until"]) == ("2022-01-01", "2022-12-31")


def test_every_door_gives_the_same(client: Client, server: RunningPage) -> None:
    rest = httpx.get(f"{server.url}api/search", params={"q": "lamp", "k": 1}).json()
    assert called(client, "lamp", k=1, api_name="/search") == rest
    article = called(client, LIGHTHOUSE.id, api_name="/article")
    assert article == LIGHTHOUSE.to_dict()
    quote = called(client, LAMP, api_name="/ask")["quotes"][0]
    assert article["text"][quote["start"] : quote["end"]] == quote["text"]


def test_the_functions_are_documented(client: Client) -> None:
    endpoints = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert {"/ask", "/search", "/article"} <= set(endpoints)
    for name in ("/ask", "/search", "/article"):
        assert endpoints[name]["description"]
        for parameter in endpoints[name]["parameters"]:
            assert parameter["python_type"]["description"]
            assert parameter["python_type"]["type"] != "Any"
        [returned] = endpoints[name]["returns"]
        assert returned["type"]["type"] == "string"
    parameters = [each["parameter_name"] for each in endpoints["/ask"]["parameters"]]
    assert parameters[:4] == ["question", "k", "since", "until"]
    needed = [each for each in endpoints["/ask"]["parameters"] if not each["parameter_has_default"]]
    assert [each["parameter_name"] for each in needed] == ["question"]


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("/ask", {"question": " "}, "question is empty"),
        ("/ask", {"question": 5}, "question is 5"),
        ("/ask", {"question": LAMP, "k": "x"}, "k is 'x'"),
        ("/ask", {"question": LAMP, "k": -1}, "k is -1"),
        ("/ask", {"question": LAMP, "since": "2022-02-30"}, "since is no day"),
        ("/ask", {"question": LAMP, "source": {"a": 1}}, "source is of another kind"),
        ("/ask", {"question": LAMP, "history": "b"}, "history is 'b'"),
        ("/ask", {"question": "a" * 501}, "Shorten it to 500"),
        ("/search", {"query": "a", "k": 101}, "k is 101"),
        ("/article", {"id": "none"}, "No article 'none'"),
    ],
)
def test_a_refusal_is_one_line(client: Client, name: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(AppError) as error:
        client.predict(**given, api_name=name)
    assert said in str(error.value)
    assert str(error.value).isprintable()


def test_a_defect_is_logged_and_not_told(client: Client, server: RunningPage) -> None:
    with pytest.raises(AppError) as error:
        client.predict("the broken one", api_name="/ask")
    assert str(error.value) == "The server failed. Its log says why."
    assert "/secret/path" in server.errors()


def test_questions_at_once_are_answered_at_once(client: Client) -> None:
    jobs = [client.submit(f"a slow lamp {number}", api_name="/ask") for number in range(12)]
    assert [json.loads(job.result(timeout=60))["question"] for job in jobs] == [
        f"a slow lamp {number}" for number in range(12)
    ]


def test_a_file_of_the_server_cannot_be_named(server: RunningPage) -> None:
    # What Gradio's own inputs take for an upload.
    for path in ("/etc/hostname", "constraints.txt"):
        file = {"path": path, "meta": {"_type": "gradio.FileData"}}
        url = f"{server.url}gradio_api/call/ask"
        begun = httpx.post(url, json={"data": [file]})
        ended = httpx.get(f"{url}/{begun.json()['event_id']}", timeout=30)
        assert "event: error" in ended.text
        assert "torch" not in ended.text
        assert json.dumps(file) not in ended.text
