"""The corpus of attacks is as large and as varied as it claims to be."""

from __future__ import annotations

from tests.hostile import BY_ID, HOSTILE, HUGE, KINDS, UNWRITABLE


def test_every_string_is_another_attack() -> None:
    assert len(HOSTILE) >= 300
    assert len(set(HOSTILE)) == len(HOSTILE) == len(BY_ID)
    assert all(len(texts) >= 5 for texts in KINDS.values())
    assert all(HOSTILE)


def test_the_long_ones_are_kept_apart() -> None:
    assert max(map(len, HOSTILE)) <= 3_000
    assert max(map(len, HUGE.values())) >= 1_000_000
    assert min(map(len, HUGE.values())) >= 50_000
    assert not any(text.isascii() for text in UNWRITABLE.values())
