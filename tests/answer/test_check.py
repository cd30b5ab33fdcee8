from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.annotations import Claim, Disagreement, Event, ResolvedDate
from assistant.answer.check import check_answer, check_answers, cited_ids
from assistant.answer.receipt import receipt
from assistant.answer.sentences import split_sentences
from assistant.answer.speaker import find_speaker
from assistant.digest import answer_digest
from assistant.errors import InvalidRequest
from assistant.models import Answer, Article, Citation, Interpretation, Quote
from tests.answer.newsroom import BEIJING, article

COPY = Citation("c1", "Bread dear", "Echo", None, date(2020, 2, 4), "metadata", None, "echo.txt")
OVEN = replace(
    article(
        "The oven broke on Saturday. \u201cWe baked 900 loaves by hand,\u201d Ada Brook told the "
        "Echo. Her guild counted 800 loaves.",
        "Bread by hand",
        date(2020, 2, 3),
    ),
    url="https://echo.example/bread?id=1&page=2#top",
    copies=(COPY,),
)


def lookup(article_id: str) -> Article | None:
    return {BEIJING.id: BEIJING, OVEN.id: OVEN}.get(article_id)


def saved(*, found: bool = True) -> dict[str, Any]:
    end = BEIJING.text.index("\n")
    start = BEIJING.text.index("March")
    quote = Quote(BEIJING, 0, end, BEIJING.text[:end], 0.9, ((start, start + 8),))
    quotes, nearest = ((quote,), ()) if found else ((), (quote,))
    answer = Answer("when?", Interpretation("when", "when?"), quotes, nearest)
    return dict(json.loads(answer.to_json()))


def full() -> dict[str, Any]:
    """An answer with everything that can be claimed."""
    text, sentences = OVEN.text, split_sentences(OVEN.text)
    start, end = 0, sentences[1][1]
    day = text.index("Saturday")
    saturday = date(2020, 2, 1)
    dates = (
        ResolvedDate(
            day, day + 8, "Saturday", "2020-02-01", saturday, saturday,
            "relative to publication 2020-02-03",
        ),
    )  # fmt: skip
    number, other = text.index("900"), text.index("800")
    spoken = sentences[1]
    first = Quote(
        OVEN, start, end, text[start:end], 0.875, ((number, number + 3),), dates,
        find_speaker(OVEN, *spoken, sentences), receipt(OVEN, start, end),
    )  # fmt: skip
    last = sentences[2]
    second = Quote(OVEN, *last, text[slice(*last)], 0.5, receipt=receipt(OVEN, *last))
    claims = (
        Claim(1, number, number + 3, "900", "900"),
        Claim(2, other, other + 3, "800", "800"),
    )
    answer = Answer(
        "how many loaves?", Interpretation("how_many", "how many loaves"), (first, second),
        timeline=(Event("2020-02-01", saturday, saturday, (1,)),),
        disagreements=(Disagreement("number", claims),), took_ms=31,
    )  # fmt: skip
    return dict(json.loads(answer.to_json()))


Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from leaves(inner, (*path, key))
    else:
        yield path, value


# How long an answer took is no claim about the corpus.
LEAVES = [(path, value) for path, value in leaves(full()) if path != ("took_ms",)]


@given(st.data())
def test_any_leaf_altered_by_one_character_is_found(data: st.DataObject) -> None:
    path, value = data.draw(st.sampled_from(LEAVES))
    altered = copy.deepcopy(full())
    holder: Any = altered
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = changed(value, data)
    assert check_answer(altered, lookup) != []


def changed(value: Any, data: st.DataObject) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + data.draw(st.sampled_from([-1, 1, 3, 0.5]))
    if value is None:
        return data.draw(st.sampled_from(["x", 0, []]))
    position = data.draw(st.integers(0, len(value)))
    letter = data.draw(
        st.characters(exclude_categories=["Cs"]).filter(
            lambda c: c != value[position : position + 1]
        )
    )
    put = data.draw(st.sampled_from(["insert", "replace", "drop"])) if value else "insert"
    if put == "insert" or position == len(value):
        return value[:position] + letter + value[position:]
    return value[:position] + (letter if put == "replace" else "") + value[position + 1 :]


def test_everything_claimed_holds() -> None:
    data = full()
    assert data["quotes"][0]["speaker"]["name"] == "Ada Brook"
    assert check_answer(data, lookup) == []


def resigned(change: dict[str, Any], part: str | None = None, rank: int = 1) -> list[str]:
    """Alter a quote on purpose, the digest renewed with it."""
    data = full()
    quote = data["quotes"][rank - 1]
    (quote[part] if part else quote).update(change)
    data["digest"] = answer_digest(data)
    return check_answer(data, lookup)


@pytest.mark.parametrize(
    ("part", "change", "problem"),
    [
        (None, {"rank": 2}, "its rank is 2, not 1"),
        (None, {"score": 1.5}, "score is 1.5"),
        (None, {"score": True}, "score is True"),
        (None, {"dates": 3}, "dates is 3"),
        (None, {"dates": [None]}, "date: None lies outside"),
        (None, {"speaker": "Ada"}, "speaker: 'Ada' lies outside"),
        (None, {"receipt": {}}, "receipt: needs selectors, sha256, link"),
        (None, {"copies": {}}, "copies is {}"),
        (None, {"copies": [{"id": "c2"}]}, "copy 'c2' is not an article beside"),
        (None, {"copies": [{**COPY.to_dict(), "source": "Ecco"}]}, "cited otherwise: source"),
        ("article", {"title": "Bread by hands"}, "title of article"),
        ("article", {"published": "2020-02-04"}, "published of article"),
        ("article", {"path": "other.txt"}, "path of article"),
        ("speaker", {"name": "Ada Brooks"}, "speaker 'Ada Brooks' is not named by"),
        ("speaker", {"direct": "yes"}, "whether the words are direct"),
        ("speaker", {"text": "Ada Brook said"}, "speaker: text is not the slice"),
        ("receipt", {"sha256": "0"}, "receipt: sha256"),
        ("receipt", {"link": "https://echo.example/"}, "receipt: link"),
        ("receipt", {"selectors": []}, "receipt: selectors"),
    ],
)  # fmt: skip
def test_an_altered_claim_is_named_though_the_digest_was_renewed(
    part: str | None, change: dict[str, Any], problem: str
) -> None:
    found = resigned(change, part)
    assert found
    assert all(line.startswith("quotes[1]: ") for line in found)
    assert any(problem in line for line in found)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": "Sunday"}, "date: text is not the slice"),
        ({"start": 0}, "date: text is not the slice"),
        ({"from": "2020-02-02"}, "are no days in order"),
        ({"to": "in May"}, "are no days in order"),
        ({"basis": "relative to publication 2020-02-04"}, "was published 2020-02-03"),
    ],
)
def test_an_altered_date_is_named(change: dict[str, Any], problem: str) -> None:
    data = full()
    data["quotes"][0]["dates"][0].update(change)
    data["digest"] = answer_digest(data)
    assert [line for line in check_answer(data, lookup) if problem in line]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("timeline", [{"quotes": [3]}], "timeline[1]: there is no quote of rank 3"),
        ("timeline", [{"quotes": []}], "timeline[1]: names no quotes"),
        ("timeline", [{"quotes": [1], "from": "2020-02-02", "to": "2020-02-01"}], "after its end"),
        ("timeline", "soon", "timeline[1]: names no quotes"),
        ("disagreements", [{"slots": []}], "disagreements[1]: has no slots"),
        ("disagreements", [{"slots": [{"quote": 0}]}], "there is no quote of rank 0"),
        ("disagreements", [{"slots": [{"quote": 1, "start": 0, "end": 3, "text": "the"}]}],
         "text is not the slice [0:3]"),
        ("disagreements", [{"slots": [{"quote": 2, "start": 0, "end": 3, "text": "The"}]}],
         "[0:3] lies outside quote 2"),
    ],
)  # fmt: skip
def test_timeline_and_disagreements_must_point_at_quotes(
    field: str, value: Any, problem: str
) -> None:
    assert [line for line in check_answer({**full(), field: value}, lookup) if problem in line]


def test_what_no_text_can_tell_the_digest_tells() -> None:
    data = full()
    data["quotes"][0]["score"] = 0.876
    assert "digest differs" in check_answer(data, lookup)[0]
    del data["digest"]
    assert "digest differs" in check_answer(data, lookup)[0]


def test_another_program_may_write_the_answer_anew() -> None:
    data = full()
    data["quotes"][1]["score"] = 1.0
    data["digest"] = answer_digest(data)
    rewritten = json.dumps(dict(reversed(data.items())), indent=2).replace("1.0", "1")
    assert check_answer(json.loads(rewritten), lookup) == []


def test_several_answers_are_checked_line_by_line() -> None:
    broken = saved()
    broken["quotes"][0]["text"] = "Kim stayed home."
    text = "\n".join(json.dumps(data) for data in (full(), broken))
    quotes, problems = check_answers(text, lookup)
    assert quotes == 3
    assert [line.split(":")[0] for line in problems] == ["answer 2"]
    assert cited_ids([full(), broken]) == {OVEN.id, "c1", BEIJING.id}


@pytest.mark.parametrize(("text", "says"), [("", "is empty"), ("{}\nno", "line 2 is not JSON")])
def test_a_text_without_answers_is_refused(text: str, says: str) -> None:
    with pytest.raises(InvalidRequest, match=says):
        check_answers(text, lookup)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 300) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.sampled_from(LEAVES), st.integers(1, 4), JSON)
def test_nothing_malformed_breaks_the_check(leaf: tuple[Path, Any], depth: int, value: Any) -> None:
    path = leaf[0][:depth]
    altered = copy.deepcopy(full())
    holder: Any = altered
    for key in path[:-1]:
        holder = holder[key]
    before = holder[path[-1]]
    holder[path[-1]] = value
    assert check_answer(altered, lookup) or json.dumps(before) == json.dumps(value)


@pytest.mark.parametrize("found", [True, False])
def test_a_saved_answer_holds(found: bool) -> None:
    assert check_answer(saved(found=found), lookup) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": "Kim stayed home."}, "text is not the slice"),
        ({"start": 1}, "text is not the slice"),
        ({"end": 10**6}, "lies outside article"),
        ({"start": "0"}, "lies outside article"),
        ({"start": True}, "lies outside article"),
        ({"highlights": [[0, 10**6]]}, "lies outside the quote"),
        ({"highlights": [[5]]}, "lies outside the quote"),
        ({"highlights": None}, "lies outside the quote"),
        ({"article": None}, "names no article"),
        ({"article": {"id": "other"}}, "is not in the index"),
        ({"article": {**saved()["quotes"][0]["article"], "sha256": "0"}}, "sha256 differs"),
    ],
)
def test_a_changed_quote_is_named(change: dict[str, Any], problem: str) -> None:
    data = saved()
    data["quotes"][0].update(change)
    found = check_answer(data, lookup)
    assert len(found) == 1
    assert found[0].startswith("quotes[1]: ")
    assert problem in found[0]


@pytest.mark.parametrize("data", [{}, {"schema": "newsquote/answer/9"}, [], None, "text"])
def test_another_schema_is_refused(data: Any) -> None:
    assert "schema" in check_answer(data, lookup)[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"status": "no_answer"}, "status is 'no_answer' with 1 quotes"),
        ({"status": 3}, "status is 3, not one of"),
        ({"quotes": None}, "quotes is not a list"),
        ({"quotes": []}, "status is 'answered' with 0 quotes"),
    ],
)
def test_status_must_agree_with_the_quotes(change: dict[str, Any], problem: str) -> None:
    assert any(problem in found for found in check_answer({**saved(), **change}, lookup))
