from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.candidates import gather
from assistant.answer.features import NAMES
from assistant.answer.score import Scored, probability
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


def test_a_quote_is_surer_than_a_middling_sentence_alone() -> None:
    assert Scored(CANDIDATE, 0.3).quoted == pytest.approx(0.447, abs=0.001)


@given(st.lists(st.floats(-100, 100), min_size=len(NAMES), max_size=len(NAMES)))
def test_no_row_is_certain(row: list[float]) -> None:
    assert 0 < probability(row) < 1


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        probability([0.0] * (len(WEIGHTS) + 1))
