"""Many readers at once: nobody sees what another asked."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from tests.serving.calls import body, component_id
from tests.serving.running import running_page

READERS = 20
TURNS = 3


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_page("tests.ui.fake") as page:
        yield page.url


def follow_ups(url: str, reader: int, together: Barrier) -> list[str]:
    """Ask three questions on a page of one's own; return what was seen."""
    seen: list[str] = []
    history: list[str] = []
    with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
        component = component_id(client)
        together.wait()
        for turn in range(1, TURNS + 1):
            question = f"And ferry {reader}-{turn}?"
            asked = {"number": turn, "question": question, "history": history}
            sent = body(component, "answer", asked, session=f"reader{reader}")
            found = client.post("gradio_api/component_server", json=sent).json()
            history.append(found["said"][0])
            seen += [found["html"], str(found["answer"]["question"]), found["read"], *history]
    return seen


def test_each_of_many_readers_sees_only_their_own_thread(url: str) -> None:
    together = Barrier(READERS, timeout=60)
    with ThreadPoolExecutor(READERS) as threads:
        seen = list(threads.map(lambda n: follow_ups(url, n, together), range(READERS)))
    for reader, texts in enumerate(seen):
        whole = " ".join(texts)
        assert all(f"ferry {reader}-{turn}" in whole for turn in range(1, TURNS + 1))
        others = set(range(READERS)) - {reader}
        assert not [other for other in others if f"ferry {other}-" in whole]


def test_each_of_many_programs_gets_its_own_answer(url: str) -> None:
    def ask(number: int) -> tuple[str, str]:
        sent = {"question": f"ferry {number}?", "id": f"q{number}"}
        answer = httpx.post(f"{url}api/ask", json=sent, trust_env=False, timeout=60).json()
        return answer["question"], answer["id"]

    with ThreadPoolExecutor(READERS) as threads:
        found = list(threads.map(ask, range(5 * READERS)))
    assert found == [(f"ferry {number}?", f"q{number}") for number in range(5 * READERS)]
