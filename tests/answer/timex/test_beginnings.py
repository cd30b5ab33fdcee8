import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.timex.beginnings import beginnings

PIECES = st.recursive(
    st.sampled_from("abc"),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from("?*+")).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        inner.map(lambda piece: f"(?!{piece})"),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("ab|cd", "ac"),
        ("a?b", "ab"),
        ("(?:a|b)?(?:c)*d", "abcd"),
        ("(?P<rule>a+b)|c", "ac"),
        ("(?<=x)a(?!b)", "a"),
        ("(?=b)(?<!a)b", "b"),
        ("(?:a?|b)c", "abc"),
    ],
)
def test_what_a_pattern_begins_with(pattern: str, expected: str) -> None:
    assert beginnings(pattern) == set(expected)


def test_a_pattern_that_matches_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        beginnings("a?(?:b|c)*")


@given(PIECES, st.text("abcd", max_size=6))
def test_no_match_begins_otherwise(piece: str, text: str) -> None:
    found = beginnings(f"{piece}d")
    assert all(match.group()[0] in found for match in re.finditer(f"(?:{piece})d", text))
