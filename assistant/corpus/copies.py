"""Fold near copies: the same report as several outlets print it (pure; MinHash by datasketch)."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.errors import MissingExtra
from assistant.settings import (
    COPY_SHINGLE_WORDS,
    COPY_SIMILARITY,
    MIN_COPY_WORDS,
    SAME_SIMILARITY,
)

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

# 128 values estimate a Jaccard similarity of .8 with a standard error of .035.
_VALUES: Final = 128
_SEED: Final = 1
# Named, because stored signatures compare only with those of the same scheme.
_SCHEME: Final = "affine32"
# 25 bands of 5: a pair of similarity .8 meets with a chance above .9999, one of .3 with .06.
_BANDS: Final = (25, 5)
_SHORT: Final = b"="
_LONG: Final = b"~"
# Scripts without blanks between words: there a character counts as a word.
_WORD: Final = re.compile(r"[぀-ヿ㐀-鿿]|[^\W_぀-ヿ㐀-鿿]+")


@dataclass(frozen=True, slots=True)
class CopyEntry:
    """An article as folding sees it.

    `order` is its place in the corpus: of entries without a date, or of the same date, the lowest
    stands.
    """

    key: str
    signature: bytes
    published: date | None = None
    order: int = 0

    @property
    def rank(self) -> tuple[date, int, str]:
        """Sort key: earliest first, undated last, then by place in the corpus."""
        return (self.published or date.max, self.order, self.key)


def signature(text: str) -> bytes:
    """Return what `fold` compares of an article's text, to be stored with it.

    A text of fewer than `MIN_COPY_WORDS` words is known by the hash of its words, and so folds only
    with one of the very same words; a longer one by the MinHash of its word shingles.

    Raises:
        MissingExtra: datasketch is not installed.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < MIN_COPY_WORDS:
        content = " ".join(words) or text.strip()
        return _SHORT + hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()
    shingles = {
        " ".join(words[first : first + COPY_SHINGLE_WORDS]).encode("utf-8", "surrogatepass")
        for first in range(len(words) - COPY_SHINGLE_WORDS + 1)
    }
    sketch = _empty_sketch().copy()
    sketch.update_batch(sorted(shingles))
    values: NDArray[np.uint32] = sketch.hashvalues.astype("<u4")
    return _LONG + values.tobytes()


def similarity(first: bytes, second: bytes) -> float:
    """Return the estimated Jaccard similarity of two signatures' texts, in [0, 1]."""
    if first[:1] != _LONG or second[:1] != _LONG:
        return float(first == second)
    return float(np.mean(_values(first) == _values(second)))


def fold(entries: Iterable[CopyEntry]) -> dict[str, str]:
    """Return for each copy's key the key of the article that stands for it.

    Entries whose similarity is at least `COPY_SIMILARITY` are copies, also by way of a third one.
    Of each group the earliest published stands (undated ones last), else the first in order; it
    is no key of the result. The order of `entries` itself does not matter.

    Raises:
        MissingExtra: datasketch is not installed.
    """
    ranked = sorted(entries, key=lambda entry: entry.rank)
    groups = _Groups(len(ranked))
    first_with: dict[bytes, int] = {}
    for number, entry in enumerate(ranked):
        groups.join(number, first_with.setdefault(entry.signature, number))
    distinct = [number for number in first_with.values() if ranked[number].signature[:1] == _LONG]
    for pair in _near_pairs([ranked[number].signature for number in distinct]):
        groups.join(distinct[pair[0]], distinct[pair[1]])
    standing = ((number, groups.first(number)) for number in range(len(ranked)))
    return {ranked[number].key: ranked[first].key for number, first in standing if first != number}


class _Groups:
    """Disjoint sets of numbers, each known by its lowest (union-find)."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def first(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self._parents[high] = low


def _near_pairs(signatures: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that LSH brings together and whose similarity is that of copies.

    One that is the same as an earlier one but for a few words is not entered: the earlier one
    stands for it, and a thousand copies of a page need not meet each other.
    """
    if not signatures:
        return
    table = _lsh()
    values = np.stack([_values(signature) for signature in signatures])
    for number, row in enumerate(values):
        sketch = _sketch(row)
        candidates = np.asarray(sorted(table.query(sketch)), dtype=np.intp)
        alike = (values[candidates] == row).mean(axis=1)
        for candidate in candidates[alike >= COPY_SIMILARITY]:
            yield int(candidate), number
        if not (alike >= SAME_SIMILARITY).any():
            table.insert(number, sketch, check_duplication=False)


def _values(signature: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(signature, dtype="<u4", offset=1)


@cache
def _empty_sketch() -> MinHash:
    # Kept for its permutations, which take longer to draw than a text takes to sketch.
    # CRC-32 is enough here: the scheme mixes it again, and it halves the time of SHA-1.
    return _datasketch().MinHash(num_perm=_VALUES, seed=_SEED, scheme=_SCHEME, hashfunc=zlib.crc32)


def _sketch(values: NDArray[np.uint32]) -> MinHash:
    return _datasketch().LeanMinHash(seed=_SEED, hashvalues=values, scheme=_SCHEME)


def _lsh() -> MinHashLSH:
    return _datasketch().MinHashLSH(num_perm=_VALUES, params=_BANDS)


def _datasketch() -> Any:
    try:
        import datasketch
    except ImportError as exc:
        raise MissingExtra("Finding near copies", "index") from exc
    return datasketch
