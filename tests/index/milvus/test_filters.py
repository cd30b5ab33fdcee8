from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.filters import DateRange, Filter, OneOf, folded
from assistant.index.milvus.filters import LONGEST_NAME, clipped, expression, stored_name
from tests.hostile import HOSTILE, HUGE, UNWRITABLE


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        (None, ""),
        ("The  Times", "the times"),
        ("Süddeutsche", "süddeutsche"),
        ("연합뉴스", "연합뉴스"),
        ('a "b"', "a %22b%22"),
        ("a\\b", "a%5Cb"),
        ("50%", "50%25"),
        ("\ud800", "%ED%A0%80"),
    ],
)
def test_a_name_is_stored_without_what_needs_an_escape(name: str | None, stored: str) -> None:
    assert stored_name(name) == stored


@given(st.text() | st.sampled_from([*HOSTILE, *HUGE, *UNWRITABLE]))
def test_a_stored_name_is_short_and_plain(name: str) -> None:
    stored = stored_name(name)
    assert len(stored.encode()) <= LONGEST_NAME
    assert all(char.isalnum() or char in " -_.,:;&+/()!#@%" for char in stored)
    assert stored_name(folded(name)) == stored


def test_names_that_differ_are_stored_differently() -> None:
    names = {folded(name) for name in (*HOSTILE, *HUGE, *UNWRITABLE)}
    names |= {"%22", '"', "%", "%25", "%%", "x" * 600, "x" * 601, f"{'x' * 64}%%0"}
    assert len({stored_name(name) for name in names}) == len(names)


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_names_share_a_stored_one_only_if_they_fold_alike(one: str, other: str) -> None:
    assert (stored_name(one) == stored_name(other)) == (folded(one) == folded(other))


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ((), ""),
        ((DateRange(None, None),), "day >= 1"),
        ((DateRange(date(1, 1, 2), date(1, 1, 3)),), "day >= 2 and day <= 3"),
        ((OneOf("source", ("B", "a", "b")),), 'source in ["a", "b"]'),
        (
            (OneOf("language", ("en",)), DateRange(None, date(1, 1, 9))),
            'language in ["en"] and day >= 1 and day <= 9',
        ),
        ((OneOf("language", ("en",)), OneOf("source", ())), None),
    ],
)
def test_filters_are_one_expression(where: tuple[Filter, ...], text: str | None) -> None:
    assert expression(where) == text


@given(st.text(), st.integers(0, 50))
def test_a_clipped_text_is_its_beginning(text: str, most: int) -> None:
    part = clipped(text, most)
    assert len(part.encode()) <= most
    assert text.encode("utf-8", "replace").decode().startswith(part)
