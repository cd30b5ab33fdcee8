"""What an article store must do for building an index; its words are those of `article_store`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.index.article_store import ArticleStore
from assistant.index.changes import Changes
from assistant.models import Article, Passage, Skipped

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the engine must hold of an article; the title is embedded, the rest is filtered on.

    `number` is the text's number in this store: positive, and the same from state to state.
    """

    number: int
    id: str
    title: str
    source: str | None
    published: date | None
    language: str | None


@dataclass(frozen=True, slots=True)
class LooseText:
    """A text whose group is to be found; `banded` tells whether its bands are stored already."""

    number: int
    signature: bytes
    banded: bool


class ArticleLedger(ArticleStore, Protocol):
    """A state while it is made, by one process; safe to use from its threads.

    Everything is written in a transaction that `commit` ends. A ledger whose process is killed is
    opened again with `resume` and holds what the last `commit` left; pending and doomed passages,
    texts without a group, and the files read so far all survive. Nothing is kept per article in
    memory: methods that return many rows take `after` and `limit`, or yield them.
    """

    def commit(self) -> None:
        """Make durable what was done, so that a killed build goes on from here."""
        ...

    def finish(self) -> dict[str, int]:
        """Complete the state, close it, and return its counts.

        What only a build needs (the reports of before, the changed texts) is dropped; the doomed
        keys stay. Must be called only when nothing is pending.
        """
        ...

    # Files, in this order: `forget_file`, `add` (any number of times), `end_file`.

    def forget_stamps(self) -> None:
        """Have every file read again, and every text and signature stored again when it is read.

        Articles stay held: what reads the same is not embedded again. Bands are dropped.
        """
        ...

    def forget_file(self, name: str) -> None:
        """Drop what was read from a file: its reports, its skipped ones, its stamp.

        Reports that the old state had are remembered for `changes`; those that this build added
        (a file cut off by a kill) are not. Their texts count as changed. An unknown name is none.
        """
        ...

    def add(
        self, file: str, items: Sequence[Article | Skipped], signatures: Sequence[bytes]
    ) -> None:
        """Keep what was read from a file, in the order read; one signature for each `Article`.

        A text that is stored already is not stored twice. The texts count as changed.
        """
        ...

    def end_file(self, name: str, stamp: str) -> None:
        """Note that a file was read to its end, with the stamp it bore when reading began."""
        ...

    def changes(self) -> Changes:
        """Return what differs between the old state's reports and those of now.

        The reports of untouched files are unchanged. Of the others, old and new ones are matched
        one to one: first those equal in all (path, text, title, source, author, published, basis,
        url, language), which are unchanged; then by path and text, by text, by path, which are
        changed. New ones left over are added, old ones removed.
        """
        ...

    # Copies; `assistant.index.folding` calls these after all files were read.

    def drop_orphans(self) -> None:
        """Drop the texts that no report has any more.

        The other texts of their groups become loose and changed: without it, the group may fall
        apart. Passages of a dropped text stay until `release`.
        """
        ...

    def loose(self, limit: int) -> list[LooseText]:
        """Return up to `limit` texts that have no group: new ones, and those of broken groups."""
        ...

    def add_bands(self, hashes: Integers, numbers: Integers) -> None:
        """Store (hash, text number) pairs, two arrays of one length, for `meeting`."""
        ...

    def meeting(self, hashes: Integers) -> tuple[Integers, Integers]:
        """Return all stored (hash, text number) pairs with one of `hashes`, sorted, each once.

        Numbers of texts that were dropped may be among them.
        """
        ...

    def signatures(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """Return the signatures of texts; dropped ones are left out."""
        ...

    def groups(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the group of each text that has one; others are left out."""
        ...

    def regroup(self, texts: Mapping[int, int], merged: Mapping[int, int]) -> None:
        """Give texts their groups, and rename groups: {text: group}, {old group: group}.

        A text in `texts` is not loose any more. A group is named by the number of any of its texts.
        """
        ...

    def stand(self) -> None:
        """Decide anew which report stands, in each group with a changed text.

        The text whose earliest date is the earliest stands (undated ones last), then the one whose
        first report comes first in the corpus (file name by code points, then order of reading).
        Of its reports the earliest dated stands, then the first in the corpus.
        """
        ...

    # Passages, after `stand`. Only changed texts are looked at, however many there are.

    def give_up_pending(self) -> None:
        """Forget the pending articles; their passages are doomed. For a build that goes on."""
        ...

    def release(self, limit: int) -> int:
        """Forget up to `limit` held articles that do not stand any more, or under another title.

        Their passages are doomed. Returns how many were found, 0 at the end.
        """
        ...

    def doomed(self, after: int, limit: int) -> list[int]:
        """Return doomed keys beyond `after`, in order; those that are passages again left out."""
        ...

    def absolve(self) -> None:
        """Forget all doomed keys: the engine does not hold them any more, or holds them rightly."""
        ...

    def redescribed(self, limit: int) -> list[Standing]:
        """Return up to `limit` held articles whose source, date or language is another now."""
        ...

    def describe(self, standings: Sequence[Standing]) -> None:
        """Note that the engine holds articles as described."""
        ...

    def keys(self, number: int) -> list[tuple[int, int, int]]:
        """Return (key, start, end) of an article's passages, in the order of the text."""
        ...

    def text(self, number: int) -> str:
        """Return a text.

        Raises:
            IndexDamaged: it is not the one that its id names.
        """
        ...

    def waiting(self) -> tuple[int, int]:
        """Return how many articles stand and are not held, and the characters of their texts."""
        ...

    def next_waiting(self, after: int, limit: int) -> list[Standing]:
        """Return articles that stand and are not held, numbers beyond `after`, in their order."""
        ...

    def hold(self, standing: Standing, passages: Sequence[Passage]) -> list[int]:
        """Keep an article as pending with its passages, and return their keys (`passage_key`).

        Raises:
            IndexUnusable: another passage has the same key.
        """
        ...

    def mark_held(self, numbers: Sequence[int]) -> None:
        """Note that the engine holds these pending articles."""
        ...

    def passage_count(self) -> int:
        """Return the number of passages that are held: where a build that goes on begins."""
        ...
