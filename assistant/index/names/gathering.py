"""Gathers from texts how they write names, by capitals within sentences; pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from assistant.known_names import (
    JOINS,
    NAME,
    POSSESSIVE,
    Part,
    Written,
    name_parts,
    usual_form,
)

# A shorter line without a full stop is a label or a byline: capitals there say less.
_SENTENCE: Final = 60
_ENDS: Final = frozenset(".!?\"”’')")
# What stands first in a sentence or a quotation, and what stands within a sentence.
_RUNS: Final = re.compile(
    rf"(?:(?:^|[.!?:][\"”’')]* )[\"“‘(]*|[\"“])({NAME})|(?<=[\w,;)] )[‘(]?({NAME})"
)
_LABELS: Final = re.compile(NAME)
# Their dot ends no sentence.
_TITLES: Final = re.compile(
    r"\b(Rep|Sen|Gov|Gen|Mr|Mrs|Ms|Dr|St|Mt|Ft|Lt|Col|Sgt|Prof|Rev|Capt|Jr|Sr|No|vs)\. "
)
_TOKEN: Final = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
# Parts of a longer name that are looked up as names have up to so many words.
_LONGEST_PART: Final = 4
# A longer row of capitals is a heading.
_LONGEST: Final = 10
# Texts are read together up to so many characters: what one writes as a name is counted in small
# letters in all of them.
_TOGETHER: Final = 2**20


class NameCounts:
    """What texts write: their names, and the words that they write in small letters."""

    def __init__(self) -> None:
        self._within: Counter[str] = Counter()
        self._first: Counter[str] = Counter()
        self._labels: Counter[str] = Counter()
        self._tokens: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._wanted_pairs: set[tuple[str, str]] = set()
        self._waiting: list[str] = []
        self._characters = 0

    def __bool__(self) -> bool:
        return bool(self._tokens or self._waiting)

    def add(self, text: str) -> None:
        """Count the names and the words of a text."""
        text = _TITLES.sub(r"\1 ", unicodedata.normalize("NFC", text))
        for line in text.split("\n"):
            if len(line) < _SENTENCE and line[-1:] not in _ENDS:
                self._note(self._labels, _LABELS.findall(line))
                continue
            found = _RUNS.findall(line)
            self._note(self._first, [first for first, _ in found if first])
            self._note(self._within, [within for _, within in found if within])
        self._waiting.append(text)
        self._characters += len(text)
        if self._characters >= _TOGETHER:
            self._count_words()

    def _note(self, counter: Counter[str], runs: Sequence[str]) -> None:
        for run in runs:
            if run not in counter and " " in run:
                self._wanted_pairs.update(pairwise(part.key for part in name_parts(run)))
            counter[run] += 1

    def _count_words(self) -> None:
        for text in self._waiting:
            tokens = _TOKEN.findall(text)
            self._tokens.update(tokens)
            self._pairs.update(filter(self._wanted_pairs.__contains__, pairwise(tokens)))
        self._waiting.clear()
        self._characters = 0

    def rows(self) -> Iterator[tuple[str, Written]]:
        """Yield each key with its counts, in order of the keys as UTF-8."""
        self._count_words()
        names = _Names()
        for run, count in self._within.items():
            names.add(run, count)
        for run, count in self._first.items():
            names.add_weak(run, count, skipped=1)
        for run, count in self._labels.items():
            names.add_weak(run, count)
        small = self._small()
        for key in sorted({*names.forms, *small}, key=str.encode):
            yield key, names.written(key, small[key])

    def _small(self) -> Counter[str]:
        small: Counter[str] = Counter()
        for token, count in self._tokens.items():
            if token.islower():
                for part in name_parts(token):
                    small[part.key] += count
        for pair, count in self._pairs.items():
            small[" ".join(pair)] += count
        return small


class _Names:
    """Names by key, with their parts: "Iowa State Fair" holds the names Iowa State, Iowa."""

    def __init__(self) -> None:
        self._alone: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()
        self.forms: dict[str, tuple[int, str]] = {}

    def written(self, key: str, small: int) -> Written:
        _, form = self.forms.get(key, (0, ""))
        return Written(
            self._alone[key], self._inside[key], small, "" if form == usual_form(key) else form
        )

    def add(self, run: str, count: int) -> None:
        """Count a row of capitals that stands within a sentence."""
        for piece in POSSESSIVE.split(run):
            parts = list(name_parts(piece))
            if _is_name(piece, parts):
                self._count(self._alone, piece, parts, count)
                self._count_inside(piece, parts, count)

    def add_weak(self, run: str, count: int, skipped: int = 0) -> None:
        """Count one whose first `skipped` words, or all, may be capitalised for their place."""
        for piece in POSSESSIVE.split(run):
            parts = list(name_parts(piece))
            if _is_name(piece, parts):
                if len(parts) > 1:
                    self._count(self._inside, piece, parts, count)
                rest = parts[skipped:]
                if len(rest) == 1:
                    self._count(self._inside, piece, rest, count)
                elif rest:
                    self._count_inside(piece, rest, count)
            skipped = 0

    def _count_inside(self, piece: str, parts: Sequence[Part], count: int) -> None:
        whole = len(parts)
        if whole == 1:
            return
        for start in range(whole):
            for end in range(start + 1, min(whole, start + _LONGEST_PART) + 1):
                inner = parts[start:end]
                bare = inner[0].key in JOINS or inner[-1].key in JOINS
                if end - start < whole and not bare:
                    self._count(self._inside, piece, inner, count)

    def _count(self, counter: Counter[str], piece: str, parts: Sequence[Part], count: int) -> None:
        key = " ".join(part.key for part in parts)
        counter[key] += count
        if self.forms.get(key, (0,))[0] < count:
            end = parts[-1].end
            # The last dot of an abbreviation belongs to it.
            end += piece[end:] == "." and "." in piece[parts[-1].start : end]
            self.forms[key] = count, " ".join(piece[parts[0].start : end].split())


def _is_name(piece: str, parts: Sequence[Part]) -> bool:
    # A script without capitals tells no names by them.
    return 0 < len(parts) <= _LONGEST and piece != piece.lower()
