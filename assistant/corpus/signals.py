"""What tells a report's lines from the page around them, as numbers; no word of any one site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.corpus import furniture
from assistant.corpus.lines import SENTENCE_END, Line
from assistant.corpus.surroundings import around

# Short words that prose is full of and menus are not (English, Spanish, Portuguese, Italian,
# German, French, Indonesian, Russian).
_FUNCTION_WORDS: Final = """
the of and a to in is was for that on with as at by it from be are this has have he she his her
    they their its an were not but had who said will would which or we you i been about after more
    than into de la que el en y los del las un una por con para se su o da do no na em os um uma ao
    mais foi di il che è per una del della le non si der die und den von mit ist im das des zu auf
    für ein eine dem nicht et les est dans du pour pas qui sur yang dan di dari ini itu untuk
    dengan pada и в не на что с как по это к из у за от
"""
FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORDS.split())
MONTHS: Final = r"jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
DATE_WORD: Final = re.compile(
    rf"\b(?:{MONTHS})[a-z]{{0,6}}\.? \d"
    r"|\b\d{4}[./-]\d\d?[./-]\d|\b\d\d?[./-]\d\d?[./-]\d{2,4}\b|\b\d\d?:\d\d\b"
    r"|\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago\b",
    re.IGNORECASE,
)
# What a page says of its reader, its maker and the writer.
ADDRESSED: Final = re.compile(r"\b(?:your|you|our|we)\b", re.IGNORECASE)
WRITER: Final = re.compile(
    r"^(?:\S+ ){1,5}(?:is|was|has been|covers|writes|lives|joined|works|holds|loves|specializes)\b"
    r".{0,200}\b(?:reporter|writer|author|journalist|correspondent|editor|columnist|contributor"
    r"|blogger|freelance|graduate|writes|covers|lives|professor|founder|degree|husband|wife)\b"
)
_DIGIT: Final = re.compile(r"[0-9]")
SHORT_WORDS: Final = 12
# A name, a file name or a word of a foreign menu: longer than words of prose are.
LONG_WORD: Final = 25


def line_signals(
    lines: Sequence[Line], prose_of: Sequence[float], title: int | None
) -> dict[str, NDArray[np.float64]]:
    """Return the signals by name, each a column with a number for every line."""
    words = [line.text.split() for line in lines]
    own = {**_size(lines, words), **_form(lines, words), **_kinds(lines)}
    columns = {name: np.asarray(column, np.float64) for name, column in own.items()}
    columns["prose"] = np.asarray(prose_of, np.float64)
    return {**columns, **around(lines, words, columns, title)}


def _size(lines: Sequence[Line], words: Sequence[list[str]]) -> dict[str, Sequence[float]]:
    sizes = np.array([len(some) for some in words])
    return {
        "bias": np.ones(len(lines)),
        "log_words": np.log1p(sizes),
        "words_8": sizes >= 8,
        "words_15": sizes >= 15,
        "words_30": sizes >= 30,
        "lower_share": [
            sum(map(str.islower, [word[0] for word in some])) / len(some) for some in words
        ],
        "function_share": [
            min(0.6, sum(map(FUNCTION_WORDS.__contains__, line.text.lower().split())) / len(some))
            for line, some in zip(lines, words, strict=True)
        ],
        "long_word": [max(map(len, some)) > LONG_WORD for some in words],
    }


def _form(lines: Sequence[Line], words: Sequence[list[str]]) -> dict[str, Sequence[float]]:
    texts = [line.text for line in lines]
    times = Counter(texts)
    return {
        "ends_sentence": [SENTENCE_END.search(text) is not None for text in texts],
        "ends_colon": [text[-1] == ":" for text in texts],
        "question": [text[-1] == "?" for text in texts],
        "commas": [min(text.count(","), 4) / 4 for text in texts],
        "digits": [len(_DIGIT.findall(text)) / len(text) for text in texts],
        "upper_line": [text.isupper() for text in texts],
        "starts_lower": [text[0].islower() for text in texts],
        "in_brackets": [text[0] in "([" and text[-1] in ")]" for text in texts],
        "columns": ["\t" in text for text in texts],
        "separators": ["|" in text or "»" in text or "›" in text for text in texts],
        "bullet": [line.bullet for line in lines],
        "indent": [line.indent > 0 for line in lines],
        "gap": [line.gap for line in lines],
        "gap_after": [*(line.gap for line in lines[1:]), True],
        "twice": [times[text] > 1 for text in texts],
        "dated": [
            len(some) < SHORT_WORDS and DATE_WORD.search(text) is not None
            for text, some in zip(texts, words, strict=True)
        ],
        "first_person": [
            len(some) < 25 and ADDRESSED.search(text) is not None
            for text, some in zip(texts, words, strict=True)
        ],
        "writer": [WRITER.search(text) is not None for text in texts],
    }


def _kinds(lines: Sequence[Line]) -> dict[str, Sequence[float]]:
    """Return a column for each kind of furniture."""
    marks = np.array([furniture.marks(line.text) for line in lines], np.float64)
    return dict(zip(furniture.Marks._fields, marks.T, strict=True))
