from __future__ import annotations

from assistant.answer.timex.grammar import Found, Grammar
from assistant.answer.timex.tokens import tokens_of

GRAMMAR = Grammar(
    ["MON d31 (comma year)?", "(?<=in) year", "weekday"],
    {"MON": "(month|shortmonth)"},
)


def matches(text: str) -> list[tuple[int, str]]:
    def read(found: Found) -> tuple[int, str]:
        return found.rule, text[found.start : found.end]

    return list(GRAMMAR.scan(tokens_of(text), read))


def test_the_longest_form_of_a_pattern_is_taken_with_its_offsets() -> None:
    assert matches("It began June 5, 2018 or June 6.") == [(0, "June 5, 2018"), (0, "June 6")]


def test_a_look_behind_keeps_out_what_it_asks_for() -> None:
    assert matches("in 1998 and 1999") == [(1, "1998")]


def test_the_search_goes_on_after_what_was_not_read() -> None:
    text = "June 5 Monday"

    def read(found: Found) -> str | None:
        return None if found.rule == 0 else text[found.start : found.end]

    assert list(GRAMMAR.scan(tokens_of(text), read)) == ["Monday"]


def test_a_match_knows_its_neighbours() -> None:
    seen: list[tuple[str | None, str | None]] = []

    def read(found: Found) -> bool:
        before, following = found.before(), found.next()
        seen.append((before.word if before else None, following.word if following else None))
        assert found.one("weekday") is found.all("weekday")[0]
        assert not found.has("year")
        return True

    list(GRAMMAR.scan(tokens_of("Monday was wet but Friday"), read))
    assert seen == [(None, "was"), ("but", None)]
