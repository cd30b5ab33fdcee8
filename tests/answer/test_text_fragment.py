from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.text_fragment import fragment_link

PAGE = "https://harbour.example/queue"


def follow(link: str, text: str) -> tuple[int, int] | None:
    """Find what a browser would: each piece within a line, the first that fits."""
    directive = link.partition(":~:text=")[2]
    pieces = directive.split(",")
    prefix = unquote(pieces.pop(0)[:-1]) if pieces[0].endswith("-") else ""
    suffix = unquote(pieces.pop()[1:]) if pieces[-1].startswith("-") else ""
    first, last = unquote(pieces[0]), unquote(pieces[-1]) if len(pieces) > 1 else None
    # Looked ahead, so that a match may begin within one that did not lead on.
    places = re.finditer(f"(?={_piece(first)})", text, re.IGNORECASE)
    found = (re.compile(_piece(first), re.I).match(text, place.start()) for place in places)
    for opening in filter(None, found):
        if prefix and not re.search(_piece(prefix) + r"\s*\Z", text[: opening.start()], re.I):
            continue
        closing = re.compile(_piece(last), re.IGNORECASE) if last else None
        end = closing.search(text, opening.end()) if closing else opening
        if end and (not suffix or re.match(r"\s*" + _piece(suffix), text[end.end() :], re.I)):
            return opening.start(), end.end()
    return None


def _piece(words: str) -> str:
    return r"(?<!\w)" + r"[^\S\n]+".join(map(re.escape, words.split())) + r"(?!\w)"


def link_of(text: str, words: str, url: str | None = PAGE) -> str | None:
    start = text.index(words)
    return fragment_link(url, text, start, start + len(words))


def test_a_short_quote_is_linked_whole() -> None:
    text = "Ada Brook, 34, left on Monday. She came back."
    assert link_of(text, "Ada Brook, 34, left on Monday.") == (
        PAGE + "#:~:text=Ada%20Brook%2C%2034%2C%20left%20on%20Monday."
    )


def test_dashes_and_separators_are_encoded() -> None:
    said = "A well-known R&B singer – 50% Welsh"
    link = link_of(f"{said} – won.", said)
    assert link is not None
    assert link.endswith("text=A%20well%2Dknown%20R%26B%20singer%20%E2%80%93%2050%25%20Welsh")


def test_a_long_quote_is_linked_by_its_ends() -> None:
    text = (
        "The port said on Friday that no ship had waited longer than nine hours since the second "
        "crane was mended, and that crews were free to go ashore again."
    )
    assert link_of(text, text) == (
        PAGE + "#:~:text=The%20port%20said%20on%20Friday,free%20to%20go%20ashore%20again."
    )


def test_the_address_keeps_its_own_fragment_and_loses_an_older_directive() -> None:
    for url in (PAGE + "#top", PAGE + "#top:~:text=old"):
        assert link_of("Ships wait.", "Ships wait.", url) == PAGE + "#top:~:text=Ships%20wait."


@pytest.mark.parametrize(
    "url",
    [None, "", "ftp://a.example/x", "javascript:alert(1)", "https:///x", "https://a b", "/x",
     "https://[bad/x", 'https://a.example/"><b>'],
)  # fmt: skip
def test_no_link_without_a_web_address(url: str | None) -> None:
    assert fragment_link(url, "Ships wait.", 0, 11) is None


def test_no_link_where_no_browser_could_match() -> None:
    assert fragment_link(PAGE, "Ships wait.", 1, 5) is None
    assert fragment_link(PAGE, "Ships wait.", 0, 7) is None
    assert fragment_link(PAGE, "***\nShips wait.", 0, 15) is None
    assert fragment_link(PAGE, "Ships wait.\n\n—", 0, 14) is None


def test_repeated_words_are_told_apart_by_the_words_around_them() -> None:
    text = "He waved. Then he left. He waved. Nobody saw it."
    start = text.rindex("He waved.")
    link = fragment_link(PAGE, text, start, start + 9)
    assert link is not None
    assert follow(link, text) == (start, start + 9)


def test_a_quote_over_paragraphs_is_linked_by_its_ends() -> None:
    text = "Ships wait.\n\nCrews sleep.\n\nShips sail."
    link = fragment_link(PAGE, text, 0, text.index("\n\nShips sail"))
    assert link == PAGE + "#:~:text=Ships%20wait.,Crews%20sleep."


WORDS = st.sampled_from(
    ["ship", "crew", "port", "a-b", "50%", "x,y", "R&B", "dawn", "Queue", "über", "—", "船"]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=30).map(lambda words: " ".join([*words, "end."]))


def test_words_that_repeat_themselves_make_no_link_that_leads_astray() -> None:
    text = "ship end. ship end. ship ship ship ship end. ship ship ship ship end."
    link = fragment_link(PAGE, text, 35, 69)
    assert link is None or follow(link, text) is not None


@given(st.lists(SENTENCE, min_size=1, max_size=5), st.data())
def test_a_link_finds_the_words_of_its_quote(sentences: list[str], data: st.DataObject) -> None:
    text = "".join(s + data.draw(st.sampled_from([" ", "\n", "\n\n"])) for s in sentences).strip()
    bounds = [m.start() for m in re.finditer(r"(?<=\s)\S|\A\S", text)]
    start = data.draw(st.sampled_from(bounds))
    ends = [m.end() for m in re.finditer(r"end\.", text) if m.end() > start]
    end = data.draw(st.sampled_from(ends))
    link = fragment_link(PAGE, text, start, end)
    if link is None:
        lines = [line for line in text[start:end].split("\n") if line.strip()]
        sayable = all(any(map(str.isalnum, line)) for line in (lines[0], lines[-1]))
        # The same words may open or close an earlier line; no link can tell those apart.
        edges = (lines[0].strip().lower()[:10], lines[-1].strip().lower())
        assert not sayable or any(text.lower().count(words) > 1 for words in edges)
        return
    found = follow(link, text)
    assert found is not None
    assert text[slice(*found)].lower() == text[start:end].lower()
    if text.lower().find(text[start:end].lower()) == start:
        assert found == (start, end)
