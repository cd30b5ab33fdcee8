from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.names.gathering import NameCounts
from assistant.known_names import UNWRITTEN, Written

REPORT = """Ferries of Venn Lines did not sail on Friday, said harbour master Marta Venn of Orvale.

Venn told the Orvale Harbour Council that the harbour is open to every ferry, large or small.

Nobody at the council will say when the U.S. ferry “Silver Gull” of Guntánamo Bay sails again."""


def gathered(*texts: str) -> dict[str, Written]:
    counts = NameCounts()
    for text in texts:
        counts.add(text)
    return dict(counts.rows())


def test_names_within_sentences_count_alone_and_their_parts_inside() -> None:
    found = gathered(REPORT)
    assert found["marta venn of orvale"].alone == 1
    assert found["marta venn"] == Written(0, 1, 0)
    # Behind the capital of a sentence's first word it is not sure where a name begins.
    assert found["venn lines"] == Written(0, 1, 0)
    assert found["orvale harbour council"].alone == 1
    assert found["harbour council"] == Written(0, 1, 0)
    assert (found["harbour"].inside, found["harbour"].small) == (1, 2)
    assert found["council"].small == 1


def test_what_begins_a_sentence_is_no_name_by_its_capital() -> None:
    found = gathered(REPORT)
    assert "ferries" not in found
    assert "nobody" not in found
    assert found["harbour"].alone == 0


def test_the_words_behind_the_first_of_a_sentence_are_parts_of_a_name() -> None:
    found = gathered("Marta Venn owns the mill that stands beside the old bridge of the town.")
    assert found["venn"] == Written(0, 1, 0)
    assert found["marta venn"] == Written(0, 1, 0)
    assert "marta" not in found


def test_two_words_are_counted_small_where_they_are_a_name_elsewhere() -> None:
    found = gathered(
        "The vote was held at the Orvale High School on the hill, as it was the year before that.",
        "She went to high school in Tolby, where high school is free and the ferry is not.",
    )
    assert found["high school"] == Written(0, 1, 2)
    assert "went to" not in found


def test_the_form_is_that_of_the_articles_where_it_is_not_the_usual_one() -> None:
    found = gathered(
        REPORT, "He told the NBA and the iPhone maker of Jong-un O’Neill of the U.S. once."
    )
    assert found["marta venn"].form == ""
    assert found["nba"].form == "NBA"
    assert found["iphone"].form == "iPhone"
    assert found["jong un oneill"].form == "Jong-un O’Neill"
    assert found["us"].form == "U.S."
    assert found["guntanamo bay"].form == "Guntánamo Bay"


def test_titles_with_a_dot_end_no_sentence() -> None:
    found = gathered(
        "The town was told by Sen. Marta Venn that the bridge of St. Orvin must be shut."
    )
    assert found["sen marta venn"].alone == 1
    assert found["st orvin"].alone == 1


def test_labels_say_less_than_sentences() -> None:
    found = gathered("Marta Venn\n\nRelated Stories")
    assert found["marta venn"] == Written(0, 1, 0)
    assert found["related stories"].alone == 0


def test_a_script_without_capitals_gives_no_names() -> None:
    found = gathered("김정은 국무위원장이 지난 일요일 베이징을 방문했다고 통신이 전했다.")
    assert all(one.capital == 0 for one in found.values())


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=5))
def test_keys_come_in_order_and_once_whatever_the_texts(texts: list[str]) -> None:
    counts = NameCounts()
    for text in texts:
        counts.add(text)
    keys = [key.encode() for key, _ in counts.rows()]
    assert keys == sorted(set(keys))
    for key, one in counts.rows():
        assert one != UNWRITTEN
        assert not {"\t", "\n"} & {*key, *one.form}
