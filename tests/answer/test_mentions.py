from __future__ import annotations

from assistant.answer.conversation import turns
from assistant.answer.mentions import Mention, mentions, same_name


def by_text(*history: str) -> dict[str, Mention]:
    return {mention.text: mention for mention in mentions(turns(history))}


def test_a_name_and_its_short_form_are_one() -> None:
    found = by_text("When did Kim visit China?", "Kim Jong-un went to Beijing.")
    kim = found["Kim Jong-un"]
    assert kim.count == 2
    assert {"lastq", "lasttext"} <= kim.places
    assert "Kim" not in found


def test_a_place_is_no_short_form() -> None:
    assert same_name(("kim",), ("kim", "jong", "un"))
    assert same_name(("brook",), ("ada", "brook"))
    assert not same_name(("china",), ("south", "china"))
    assert not same_name(("jong",), ("kim", "jong", "un"))


def test_a_heading_names_its_topic_in_full() -> None:
    found = by_text("Aurora (ferry)", "Loss", "When did the Aurora Line begin?")
    assert "title" in found["Aurora"].places


def test_places_in_the_conversation() -> None:
    found = by_text(
        "Who owns Aurora?", "Ada Brook", "Where is Northport?", "Northport lies by the sea."
    )
    assert "question" in found["Aurora"].places
    assert "text" in found["Ada Brook"].places
    assert {"lastq", "lasttext"} <= found["Northport"].places
    assert found["sea"].is_name is False


def test_the_word_before_and_the_words_around() -> None:
    found = by_text("Who wrote it?", 'Ada Brook sang the album "Cold Water" in Oslo.')
    assert found["Oslo"].led == "in"
    assert "album" in found["Cold Water"].beside


def test_those_named_together_are_one_in_full() -> None:
    found = by_text("When did Brook and Hill meet?", "Ada Brook met Tom Hill in Oslo.")
    assert {"Ada Brook", "Tom Hill", "Ada Brook and Tom Hill"} <= set(found)


def test_who_was_named_before_is_no_answer() -> None:
    found = by_text("Who took over from Ada Brook?", "Brook handed the port to Mia Stone.")
    assert "answered" in found["Mia Stone"].places
    assert "answered" not in found["Ada Brook"].places


def test_what_is_not_known_yet_stands_for_nothing() -> None:
    assert "other songs" not in by_text("Did Ada Brook sing other songs?")
