"""Fold near copies: the same report as several outlets print it (pure)."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.settings import (
    COPY_SHINGLE_WORDS,
    COPY_SIMILARITY,
    MIN_COPY_WORDS,
)

Integers = NDArray[np.int64]

# 128 values estimate a Jaccard similarity of .8 with a standard error of .035.
_VALUES: Final = 128
_SEED: Final = 1
# Shingles permuted at once: 4 MiB.
_AT_ONCE: Final = 8_192
# 25 bands of 5: a pair of similarity .8 meets with a chance above .9999, one of .3 with .06.
_BANDS: Final = (25, 5)
# An odd number of well-spread bits (2**64 divided by the golden ratio) mixes a band's values.
_MIXER: Final = np.uint64(0x9E3779B97F4A7C15)
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
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < MIN_COPY_WORDS:
        content = " ".join(words) or text.strip()
        return _SHORT + hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()
    shingles = {
        " ".join(words[first : first + COPY_SHINGLE_WORDS]).encode("utf-8", "surrogatepass")
        for first in range(len(words) - COPY_SHINGLE_WORDS + 1)
    }
    # CRC-32 is enough here: its bits are mixed again, and it takes half the time of SHA-1.
    hashes = np.fromiter(map(zlib.crc32, shingles), np.uint32, len(shingles))
    return _LONG + _least(hashes).astype("<u4").tobytes()


def _least(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the MinHash of hashes: the least value of each of `_VALUES` permutations of them.

    Each permutation is `a * h + b` modulo 2**32 with an odd `a`, of the hash mixed by the finalizer
    of MurmurHash3. The values are those of datasketch's scheme `affine32`, which are stored; its
    import takes as long as a whole update.
    """
    mixed = hashes ^ (hashes >> np.uint32(16))
    mixed = mixed * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    factors, offsets = _permutations()
    least = np.full(_VALUES, 2**32 - 1, np.uint32)
    for first in range(0, len(mixed), _AT_ONCE):
        permuted = mixed[first : first + _AT_ONCE, None] * factors + offsets
        np.minimum(least, permuted.min(axis=0), out=least)
    return least


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    draw = np.random.RandomState(_SEED)
    factors = draw.randint(0, 2**31, _VALUES, np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, draw.randint(0, 2**32, _VALUES, np.uint32)


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
    """
    ranked = sorted(entries, key=lambda entry: entry.rank)
    signatures = dict(enumerate(entry.signature for entry in ranked))
    hashes, numbers = bands(signatures)
    order = np.argsort(hashes, kind="stable")
    groups = Groups()
    link_copies(hashes[order], numbers[order], signatures, signatures, groups)
    standing = ((number, groups.first(number)) for number in range(len(ranked)))
    return {ranked[number].key: ranked[first].key for number, first in standing if first != number}


class Groups:
    """Disjoint sets of numbers, each known by its lowest (union-find)."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

    def first(self, number: int) -> int:
        """Return the lowest number of the set that holds `number`; a new number is its own set."""
        parents = self._parents
        while (parent := parents.get(number, number)) != number:
            parents[number] = parents.get(parent, parent)
            number = parent
        return number

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._parents[high] = low

    def joined(self) -> Iterator[int]:
        """Yield the numbers that are not the lowest of their set."""
        yield from self._parents


def bands(signatures: Mapping[int, bytes]) -> tuple[Integers, Integers]:
    """Return (hash, number) pairs, two arrays: two copies share a hash with a chance above .9999.

    Locality-sensitive hashing: each band of a MinHash signature is hashed by itself; any other
    signature is hashed whole.
    """
    long = [number for number, one in signatures.items() if one[:1] == _LONG]
    short = [number for number, one in signatures.items() if one[:1] != _LONG]
    whole = [hashlib.sha256(signatures[number]).digest()[:8] for number in short]
    count, width = _BANDS
    values = np.empty((len(long), count, width), np.uint64)
    for row, number in enumerate(long):
        values[row] = _values(signatures[number])[: count * width].reshape(count, width)
    mixed = np.arange(1, count + 1, dtype=np.uint64) * _MIXER
    hashed = np.broadcast_to(mixed, (len(long), count)).copy()
    for column in range(width):
        hashed = (hashed ^ values[:, :, column]) * _MIXER
        hashed ^= hashed >> np.uint64(32)
    hashes = np.concatenate(
        (hashed.reshape(-1).view(np.int64), np.frombuffer(b"".join(whole), "<i8"))
    )
    numbers = np.concatenate((np.repeat(long, count), short)).astype(np.int64)
    return hashes, numbers


def link_copies(
    hashes: Integers,
    numbers: Integers,
    signatures: Mapping[int, bytes],
    new: Container[int],
    groups: Groups,
    group_of: Callable[[int], int] = int,
) -> None:
    """Join the groups of all copies, of which at least one is `new`, that share a hash.

    `hashes` are sorted, each with its number beside it. Two that are in one group already are not
    compared, so that a thousand copies of a page need not all meet each other.
    """
    ends = np.flatnonzero(np.diff(hashes)) + 1
    starts = np.concatenate(([0], ends))[: len(hashes)]
    sizes = np.diff(np.concatenate((starts, [len(hashes)])))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        members = numbers[start : start + size].tolist()
        for number in [member for member in members if member in new]:
            home = groups.first(group_of(number))
            others = [one for one in members if groups.first(group_of(one)) != home]
            for other in _copies_among(signatures, number, others):
                groups.join(group_of(number), group_of(other))


def _copies_among(
    signatures: Mapping[int, bytes], number: int, others: Sequence[int]
) -> Iterator[int]:
    signature = signatures[number]
    if signature[:1] != _LONG:
        yield from (other for other in others if signatures[other] == signature)
        return
    others = [other for other in others if signatures[other][:1] == _LONG]
    if others:
        packed = b"".join(signatures[other] for other in others)
        table = np.frombuffer(packed, np.uint8).reshape(len(others), -1)[:, 1:]
        values = np.ascontiguousarray(table).view("<u4")
        alike = (values == _values(signature)).mean(axis=1) >= COPY_SIMILARITY
        yield from (others[row] for row in np.flatnonzero(alike).tolist())


def _values(signature: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(signature, dtype="<u4", offset=1)
