from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.answer.question import understand
from assistant.answer.question_verbs import base_of
from assistant.answer.speech import listed
from assistant.answer.words import stem, words


def test_a_question_of_its_own_is_searched_as_it_is() -> None:
    question = understand("  When did Kim Jong-un\nvisit China? ", ["Who is Moon?"])
    assert question.query == "When did Kim Jong-un visit China?"
    assert question.stems == ("kim", "jong-un", "visit", "china")
    assert question.names == {"kim", "jong", "un", "china"}
    assert question.name_groups == (("kim", "jong", "un"), ("china",))


def test_the_short_form_of_a_name_is_no_group_of_its_own() -> None:
    question = understand("Did Kim Jong-un say that Kim was ill?")
    assert question.name_groups == (("kim", "jong", "un"),)


def test_a_fragment_asks_what_the_question_before_asked() -> None:
    question = understand("and to Russia?", ["Who is Moon?", "when did Kim visit China"])
    assert question.query == "when did Kim visit Russia"
    assert question.kind == "when"
    assert question.name_groups == (("kim",), ("russia",))


def test_the_kind_is_that_of_the_follow_up_where_it_has_one() -> None:
    question = understand("how long did he stay there?", ["when did Kim visit China"])
    assert question.query == "how long did Kim stay in China?"
    assert question.kind == "how_many"


def test_a_period_is_resolved_against_the_day_of_asking() -> None:
    question = understand("Where did Kim go last March?", asked=date(2019, 6, 1))
    assert question.period is not None
    assert (question.period.first, question.period.last) == (date(2019, 3, 1), date(2019, 3, 31))
    assert understand("Where did Kim go last March?").period is None


def test_what_is_asked_for() -> None:
    assert understand("In which coastal city did they meet?").focus == ("coastal", "citi")
    assert understand("How many loaves did the bakery sell?").focus == ("loav",)
    assert understand("When did they meet?").focus == ()


def test_the_interpretation_shows_names_words_and_period() -> None:
    shown = understand("When did Kim Jong-un visit China in 2018?").interpretation()
    data = shown.to_dict()
    assert data["names"] == ["Kim Jong-un", "China"]
    assert data["words"] == ["visit", "2018"]
    assert data["period"] == {
        "from": "2018-01-01",
        "to": "2018-12-31",
        "text": "in 2018",
        "mode": "boost",
    }
    assert understand("Who won?").interpretation().to_dict()["period"] is None


@settings(deadline=None)
@given(st.text(max_size=80))
def test_without_a_conversation_no_word_is_added(text: str) -> None:
    question = understand(text)
    assert question.query == question.text
    assert len(set(question.stems)) == len(question.stems)


JOINING = listed(
    "besides and else is s the other not was were are did to about in on at of for with during by"
    " from near before after"
)


def only_words_of_the_conversation(text: str, history: list[str]) -> bool:
    said = {stem(word) for line in [text, *history] for word in words(" ".join(line.split()))}
    added = {stem(word) for word in words(understand(text, history).query)}
    # The words that join a reading: "he's" is read "Kim is", "and Kim?" behind "who met?" "did Kim
    # meet".
    bases = {stem(base) for line in history for word in words(line) if (base := base_of(word))}
    return added - said - bases <= {stem(word) for word in JOINING}


@settings(deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=4))
@example("000", ["0()0"])
def test_words_come_from_the_conversation_only(text: str, history: list[str]) -> None:
    assert only_words_of_the_conversation(text, history)


LIKELY = (
    "when did he she they it visit Kim China Russia the album that there and to besides other who"
    " was Putin meet why his How many 2018 film Oppenheimer ? , . \" Jong-un he's"
)
WORDS = st.sampled_from(LIKELY.split())


@settings(deadline=None)
@given(
    st.lists(WORDS, max_size=9).map(" ".join),
    st.lists(st.lists(WORDS, max_size=9).map(" ".join), max_size=4),
)
def test_likely_words_come_from_the_conversation_only(text: str, history: list[str]) -> None:
    assert only_words_of_the_conversation(text, history)
