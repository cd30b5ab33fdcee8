from __future__ import annotations

import numpy as np
import pytest

from benchmarks.growth.words import Words, Writer


def test_a_real_passage_keeps_its_words_in_order() -> None:
    words = Words.of(["The Mayor met the minister.", "Rain fell, on Monday"])
    assert words.real(0) == "The mayor met the minister."
    assert words.real(1) == "Rain fell on monday."


def test_the_chance_of_a_new_word_is_the_part_of_words_met_once() -> None:
    assert Words.of(["rain rain sun", "wind wind cloud"]).unseen == pytest.approx(2 / 6)


def test_a_sampled_text_is_as_long_as_its_first_passage_and_mostly_of_its_words() -> None:
    first = "harbour ferry tide boat pier " * 40
    second = "senate vote bill law court " * 10
    words = Words.of([first, second] + ["market price share trade bank " * 40] * 3)
    chance = np.random.default_rng(3)
    (text,) = Writer(words).texts(np.array([0]), np.array([1]), chance)
    found = text.lower().replace(".", "").split()
    assert len(found) == 200
    assert 100 < sum(word in first for word in found) < 170
    assert sum(word in second for word in found) > 20
