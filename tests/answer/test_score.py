from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.candidates import gather
from assistant.answer.features import NAMES
from assistant.answer.score import Scored, probability, quoted, raised_by
from assistant.answer.weights import WEIGHTS
from tests.answer.newsroom import NEWS, hits

CANDIDATE = gather(hits("when did Kim visit China", NEWS))[0]
scores = st.floats(0.0001, 0.9999)


@given(scores, scores)
def test_calibration_keeps_the_order(one: float, other: float) -> None:
    first, second = Scored(CANDIDATE, one), Scored(CANDIDATE, other)
    assert 0 < first.quoted < 1
    if one < other:
        assert first.quoted <= second.quoted


@given(scores, st.floats(-5, 5), st.floats(0.1, 5))
def test_what_speaks_for_an_answer_makes_its_quotes_surer(
    score: float, raised: float, more: float
) -> None:
    assert quoted(score, raised) <= quoted(score, raised + more)


def test_the_best_sentence_tells_how_sure_a_question_is() -> None:
    row = dict.fromkeys(NAMES, 0.0)
    likely, unlikely = row | {"read_answerable": 5.0}, row | {"read_answerable": -5.0}
    assert raised_by(list(likely.values())) > raised_by(list(row.values()))
    assert raised_by(list(row.values())) > raised_by(list(unlikely.values()))
    denied = row | {"told_otherwise": 1.0}
    assert raised_by(list(denied.values())) < raised_by(list(row.values()))


@given(st.lists(st.floats(-100, 100), min_size=len(NAMES), max_size=len(NAMES)))
def test_no_row_is_certain(row: list[float]) -> None:
    assert 0 < probability(row) < 1


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        probability([0.0] * (len(WEIGHTS) + 1))
