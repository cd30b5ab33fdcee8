from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.errors import InvalidRequest, NotFound, TimeUp
from assistant.overview import Overview
from assistant.service.limits import Limits
from assistant.service.service import Service
from assistant.settings import MAX_QUESTION_CHARACTERS
from tests.service.held import HeldDesk
from tests.ui.fake import BUDGET, FERRY, QUOTES, FakeDesk


def run(call: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(call)


def test_a_question_goes_to_the_desk_with_its_filters() -> None:
    desk = FakeDesk()
    answer = run(
        Service(desk).ask(
            " when did the ferry land ", 2, "2021-01-01", "", "Harbour Gazette", ["Who?"],
            language=["en"], asked="2021-06-01", id="q1",
        )
    )  # fmt: skip
    assert answer.id == "q1"
    assert answer.quotes == QUOTES[:1]
    assert desk.asked == [("when did the ferry land", ("Who?",))]
    assert desk.filters == [
        {"k": 2, "since": date(2021, 1, 1), "until": None, "source": ("Harbour Gazette",),
         "language": ("en",)}
    ]  # fmt: skip


def test_passages_articles_and_numbers() -> None:
    async def main() -> None:
        service = Service(FakeDesk())
        assert [hit.article for hit in await service.search("ferry", 1)] == [FERRY]
        assert await service.article(BUDGET.id) == BUDGET
        listing = await service.articles("COUNCIL", limit=1)
        assert (listing.total, listing.citations) == (1, (BUDGET.citation,))
        assert (await service.overview()).articles == 3
        service.close()

    run(main())


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("ask", {"question": ""}),
        ("ask", {"question": "x" * (MAX_QUESTION_CHARACTERS + 1)}),
        ("ask", {"question": None}),
        ("ask", {"question": "x", "k": 0}),
        ("ask", {"question": "x", "k": 51}),
        ("ask", {"question": "x", "since": "soon"}),
        ("ask", {"question": "x", "since": "2021-05-02", "until": "2021-05-01"}),
        ("ask", {"question": "x", "source": 7}),
        ("ask", {"question": "x", "language": ["x" * 201]}),
        ("ask", {"question": "x", "history": "x"}),
        ("ask", {"question": "x", "asked": "x"}),
        ("ask", {"question": "x", "id": 7}),
        ("search", {"query": " "}),
        ("search", {"query": "x", "k": 101}),
        ("search", {"query": "x", "read": "yes"}),
        ("article", {"article_id": ""}),
        ("article", {"article_id": "x" * 201}),
        ("article", {"article_id": ["x"]}),
        ("articles", {"matching": 7}),
        ("articles", {"matching": "x" * 201}),
        ("articles", {"limit": 0}),
        ("articles", {"limit": 201}),
        ("articles", {"offset": -1}),
        ("articles", {"offset": 2**63}),
        ("examples", {"n": 21}),
    ],
)
def test_a_wrong_argument_never_reaches_the_desk(method: str, given: dict[str, Any]) -> None:
    desk = FakeDesk()
    with pytest.raises(InvalidRequest):
        run(getattr(Service(desk), method)(**given))
    assert desk.asked == []


@pytest.mark.parametrize("unknown", ["unknown", "../../etc/passwd", "x\ny"])
def test_an_unknown_article_is_one_line(unknown: str) -> None:
    with pytest.raises(NotFound) as refused:
        run(Service(FakeDesk()).article(unknown))
    assert "\n" not in str(refused.value)


def test_what_the_desk_refuses_is_passed_on() -> None:
    with pytest.raises(InvalidRequest, match="The question is refused"):
        run(Service(FakeDesk()).ask("a refused one"))


def test_a_question_has_a_time_limit(held: HeldDesk) -> None:
    with pytest.raises(TimeUp):
        run(Service(held, Limits(parallel=1, seconds=0.05)).ask("held: one"))
    held.let_go("one")


class Counted(FakeDesk):
    """A desk whose index can be built anew, and that counts how often it looked for examples."""

    built, looked = "1", 0

    def overview(self) -> Overview:
        return replace(super().overview(), built=self.built)

    def examples(self, n: int = 4) -> list[str]:
        self.looked += 1
        return super().examples(n)


def test_examples_are_found_once_for_each_build() -> None:
    async def main() -> None:
        desk = Counted()
        service = Service(desk)
        found = await asyncio.gather(*(service.examples() for _ in range(9)))
        assert found == [FakeDesk().examples()] * 9
        assert desk.looked == 1
        found[0].clear()
        desk.built = "2"
        assert await service.examples() == FakeDesk().examples()
        assert desk.looked == 2
        service.close()

    run(main())


def test_twenty_questions_at_once_get_their_own_answers() -> None:
    async def main() -> None:
        service = Service(FakeDesk(), Limits(parallel=4))
        asked = [f"ferry number {number}?" for number in range(20)]
        found = await asyncio.gather(
            *(service.ask(question, history=[question], id=question) for question in asked)
        )
        assert [(answer.question, answer.id) for answer in found] == [(q, q) for q in asked]
        service.close()

    run(main())
