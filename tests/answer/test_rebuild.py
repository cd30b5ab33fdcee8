from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.rebuild import answers_from_json
from assistant.assistant import Assistant
from assistant.digest import answer_digest
from assistant.errors import InvalidRequest
from assistant.retriever import Retriever
from assistant.settings import MAX_ANSWERS
from tests.answer.newsroom import BEIJING, NEWS, Shelf
from tests.answer.test_check import LEAVES, full, lookup, saved
from tests.answer.test_fields import JSON

ANSWERS = (full(), saved(), saved(found=False))


def refused(data: object) -> str:
    with pytest.raises(InvalidRequest) as caught:
        answers_from_json(data, lookup)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 500
    return message


def holder(data: Any, path: tuple[str | int, ...]) -> Any:
    for key in path[:-1]:
        data = data[key]
    return data


def signed(data: dict[str, Any]) -> dict[str, Any]:
    """Renew the digest, as a forger would."""
    return {**data, "digest": answer_digest(data)}


def test_what_was_given_out_comes_back_the_same() -> None:
    rebuilt = answers_from_json(list(ANSWERS), lookup)
    assert [answer.to_dict() for answer in rebuilt] == list(ANSWERS)
    assert [answer.to_dict() for answer in answers_from_json(full(), lookup)] == [full()]


def test_so_do_answers_of_an_assistant() -> None:
    desk = Assistant(cast(Retriever, Shelf(NEWS)))
    asked = [
        desk.ask("when did Kim visit China", since="2018-01-01", id="q1"),
        desk.ask("What did articles from 2018 say about Kim in China?", asked="2020-01-01"),
        desk.ask("How many loaves did the bakery sell?", source=["Harbour Wire"]),
        desk.ask("Which vaccine did Geneva license?", source="Nobody", language="en"),
    ]
    given = json.loads(json.dumps([answer.to_dict() for answer in asked]))
    rebuilt = answers_from_json(given, desk.article)
    assert [answer.to_dict() for answer in rebuilt] == given
    assert [answer.to_markdown() for answer in rebuilt] == [a.to_markdown() for a in asked]


def test_a_browser_writes_whole_numbers_without_a_point() -> None:
    data = signed({**saved(), "quotes": [{**saved()["quotes"][0], "score": 1.0}]})
    data["quotes"][0]["score"] = 1
    [answer] = answers_from_json(data, lookup)
    assert answer.to_dict() == data


def test_each_article_is_looked_up_once() -> None:
    asked: list[str] = []

    def find(identity: str) -> Any:
        asked.append(identity)
        return lookup(identity)

    answers_from_json([saved(), saved(), full()], find)
    assert len(asked) == len(set(asked)) == 3


@given(st.sampled_from(LEAVES), JSON)
def test_no_leaf_can_be_replaced_unseen(leaf: tuple[tuple[str | int, ...], Any], new: Any) -> None:
    path, old = leaf
    data = copy.deepcopy(full())
    holder(data, path)[path[-1]] = new
    if new == old and isinstance(new, bool) is isinstance(old, bool):
        assert [answer.to_dict() for answer in answers_from_json(data, lookup)] == [full()]
    else:
        refused(data)


@given(st.sampled_from([path for path, _ in LEAVES]), st.booleans(), st.text(min_size=1))
def test_no_field_can_be_left_out_or_added(
    path: tuple[str | int, ...], leave_out: bool, name: str
) -> None:
    data = copy.deepcopy(full())
    inside = holder(data, path)
    if leave_out:
        del inside[path[-1]]
    elif isinstance(inside, dict):
        inside["x" + name] = 1
    else:
        inside.append({"x": 1})
    refused(data)


@given(JSON | st.lists(JSON, max_size=3))
def test_any_json_is_refused_in_one_line(data: object) -> None:
    refused(data)


def forge_text(data: dict[str, Any]) -> None:
    data["quotes"][0]["text"] = data["quotes"][0]["text"].replace("Kim", "Jim")


def forge_offsets(data: dict[str, Any]) -> None:
    data["quotes"][0]["start"] += 1
    data["quotes"][0]["end"] += 1


def forge_end(data: dict[str, Any]) -> None:
    data["quotes"][0]["end"] = 10**9


def forge_title(data: dict[str, Any]) -> None:
    data["quotes"][0]["article"]["title"] = "Another title"


def forge_article(data: dict[str, Any]) -> None:
    data["quotes"][0]["article"]["id"] = "f" * 16


def forge_highlight(data: dict[str, Any]) -> None:
    data["quotes"][0]["highlights"] = [[0, len(BEIJING.text)]]


def forge_copies(data: dict[str, Any]) -> None:
    data["quotes"][0]["copies"] = [data["quotes"][0]["article"]]


def forge_status(data: dict[str, Any]) -> None:
    data["status"] = "no_answer"


def forge_rank(data: dict[str, Any]) -> None:
    data["quotes"][0]["rank"] = True


def forge_timeline(data: dict[str, Any]) -> None:
    data["timeline"] = [
        {"value": "2018", "from": "2018-01-01", "to": "2018-12-31", "quotes": [9]}
    ]  # fmt: skip


def forge_speaker(data: dict[str, Any]) -> None:
    text = data["quotes"][0]["text"][:5]
    data["quotes"][0]["speaker"] = {
        "name": "Somebody Else", "start": 0, "end": 5, "text": text, "direct": True,
    }  # fmt: skip


def grow(data: dict[str, Any]) -> None:
    data["quotes"] = data["quotes"] * 51


def lengthen(data: dict[str, Any]) -> None:
    data["question"] = "x" * 501


@pytest.mark.parametrize(
    "forge",
    [
        forge_text, forge_offsets, forge_end, forge_title, forge_article, forge_highlight,
        forge_copies, forge_status, forge_rank, forge_timeline, forge_speaker, grow, lengthen,
    ],
)  # fmt: skip
def test_a_renewed_digest_does_not_help_a_forger(forge: Callable[[dict[str, Any]], None]) -> None:
    data = copy.deepcopy(saved())
    forge(data)
    refused(signed(data))


def test_a_receipt_is_that_of_the_index() -> None:
    data = copy.deepcopy(full())
    data["quotes"][0]["receipt"]["link"] = "https://elsewhere.example/#:~:text=x"
    assert "receipt.link is not what the index says" in refused(signed(data))


def test_an_article_that_is_gone_is_named() -> None:
    with pytest.raises(InvalidRequest, match=f"article '{BEIJING.id}' is not in the index"):
        answers_from_json(saved(), lambda identity: None)


@pytest.mark.parametrize("data", [[], [saved()] * (MAX_ANSWERS + 1), [[saved()]], "{}", None])
def test_what_is_no_thread(data: object) -> None:
    refused(data)


def test_a_deep_nest_is_refused_before_it_is_entered() -> None:
    nest: Any = 1
    for _ in range(5000):
        nest = [nest]
    for path, _ in LEAVES:
        data = copy.copy(full())
        inside = holder(data, path)
        inside[path[-1]] = nest
        refused(data)
