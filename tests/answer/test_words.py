from __future__ import annotations

from assistant.answer.words import content_words, stems, word_spans, words


def test_words_keep_their_inner_marks_and_drop_the_possessive() -> None:
    assert words("Kim Jong-un’s 1.5 trips, in the U.S. alone") == [
        "Kim", "Jong-un", "1.5", "trips", "in", "the", "U.S", "alone",
    ]  # fmt: skip


def test_stems_join_the_forms_of_a_word_and_open_compounds() -> None:
    assert stems("visited visits") == {"visit"}
    assert {"inter-korean", "inter", "korean"} <= stems("Inter-Korean")


def test_content_words_are_said_once_without_stop_words() -> None:
    assert content_words("When did the King see the King of Spain?") == ["King", "see", "Spain"]


def test_word_spans_are_slices() -> None:
    text = "Two words"
    assert [text[start:end] for start, end in word_spans(text)] == ["Two", "words"]
