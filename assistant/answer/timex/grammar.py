"""Patterns over the classes of tokens: compiled once, scanned once over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

from assistant.answer.timex.beginnings import beginnings
from assistant.answer.timex.tokens import Token

_NAME = re.compile(r"[A-Za-z_]\w*")
# One character for each class, from a range that means nothing to a regular expression.
_FIRST_CODE = 0x4E00


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a rule matched: the tokens of the text from `first` up to, not including, `after`."""

    rule: int
    first: int
    after: int
    tokens: Sequence[Token]

    @property
    def inside(self) -> Sequence[Token]:
        """The tokens matched."""
        return self.tokens[self.first : self.after]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens[self.after - 1].end

    def all(self, *kinds: str) -> list[Token]:
        """Return the matched tokens of these classes, in order."""
        return [token for token in self.inside if token.kind in kinds]

    def one(self, *kinds: str) -> Token | None:
        """Return the first matched token of these classes."""
        return next((token for token in self.inside if token.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """Tell whether a token of these classes was matched."""
        return self.one(*kinds) is not None

    def before(self, steps: int = 1) -> Token | None:
        """Return the token `steps` before the match."""
        index = self.first - steps
        return self.tokens[index] if index >= 0 else None

    def next(self, steps: int = 0) -> Token | None:
        """Return the token after the match."""
        index = self.after + steps
        return self.tokens[index] if index < len(self.tokens) else None


class Grammar:
    """An ordered list of patterns; where several match at a token, the first one wins.

    A pattern is a regular expression whose letters are classes of tokens, apart by spaces; a name
    in capitals stands for a part given in `parts`.
    """

    def __init__(self, patterns: Sequence[str], parts: Mapping[str, str]) -> None:
        self._codes: dict[str, str] = {}
        self._fresh = count(_FIRST_CODE)
        whole = "|".join(
            f"(?P<r{number}>{self._compile(pattern, parts)})"
            for number, pattern in enumerate(patterns)
        )
        # Few tokens can begin a match; without this each pattern would be tried at every one.
        self._pattern = re.compile(f"(?=[{''.join(sorted(beginnings(whole)))}])(?:{whole})")

    def _compile(self, pattern: str, parts: Mapping[str, str]) -> str:
        def name(match: re.Match[str]) -> str:
            word = match.group()
            if word.isupper():
                return f"(?:{self._compile(parts[word], parts)})"
            return self._code(word)

        plain = re.sub(r"\((?!\?)", "(?:", pattern)
        return _NAME.sub(name, plain).replace(" ", "")

    def _code(self, name: str) -> str:
        if name not in self._codes:
            self._codes[name] = chr(next(self._fresh))
        return self._codes[name]

    def scan(
        self, tokens: Sequence[Token], read: Callable[[Found], Value | None]
    ) -> Iterator[Value]:
        """Yield what `read` makes of matches, left to right, without overlap.

        Where it makes nothing of a match, the search goes on at the next token.
        """
        line = "".join([self._codes.get(token.kind, "x") for token in tokens])
        index = 0
        while match := self._pattern.search(line, index):
            rule = int((match.lastgroup or "r0")[1:])
            value = read(Found(rule, match.start(), match.end(), tokens))
            index = match.start() + 1 if value is None else match.end()
            if value is not None:
                yield value


Rule = tuple[str, Callable[..., object]]
