"""What an article store must do: `ArticleStore` for reading, `ArticleLedger` for building.

An index is a row of states; a manifest names the one that answers. A store reads one finished
state, a ledger makes one. What a ledger does is seen by no store but those of its own state, and
they are opened only after `finish`. `assistant.index.stores` chooses the implementation.

The words: a *text* is a cleaned body with its id and its MinHash signature. A *report* is one
reading of a text: its file, path, title, source, author, date. Texts that are near copies of each
other are one *group*; one report *stands* for all reports of a group. The standing reports are the
*articles* that are searched; an article is *held* when the engine has its passages, and *pending*
while they are on their way there. Keys of passages that the engine may have and no state needs any
more are *doomed*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.index.changes import Changes
from assistant.index.filters import Where
from assistant.models import Article, Passage, Skipped
from assistant.overview import Listing

Counted = Literal["source", "language", "month"]
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


class ArticleStore(Protocol):
    """The articles of one finished state.

    Safe to share between threads. Errors of the database come as the database's own
    (`sqlite3.Error`) or as `IndexUnusable` with one line.
    """

    def close(self) -> None:
        """Release files and connections; the store is not used afterwards."""
        ...

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return the articles with these ids; unknown ids are left out.

        Any text's id will do, a copy's too. The report that stands describes its text; a text of
        several reports none of which stands is described by the one read first (least key).
        `copies` is filled at standing reports only: all other reports that it stands for, ordered
        by published (undated first), then as they were read.

        Raises:
            IndexDamaged: a stored text is not the one that its id names.
        """
        ...

    def passages(self, keys: Sequence[int]) -> dict[int, tuple[str, int, int]]:
        """Return (article id, start, end) of each key; unknown and pending keys are left out."""
        ...

    def all_passages(self) -> Iterator[tuple[int, Passage]]:
        """Yield every passage with its key, article by article, in the order of their texts.

        Rows are read as the caller goes on: memory does not grow with the corpus. A passage whose
        text is missing is left out; one that reaches beyond its text comes with what there is.
        """
        ...

    def standing_ids(self) -> Iterator[str]:
        """Yield the ids of the articles that are searched, in order."""
        ...

    def sample_ids(self, n: int) -> list[str]:
        """Return up to `n` (0 or more) article ids spread evenly over all, always the same ones.

        Of the ids in order, every (count // n)-th (at least 1) from the first, cut after `n`.
        """
        ...

    def sample_keys(self, n: int) -> list[int]:
        """Return up to `n` (0 or more) passage keys spread evenly over all, as `sample_ids`."""
        ...

    def tally(self, by: Counted) -> list[tuple[str, int]]:
        """Return each known value with its number of articles; pending ones are not counted.

        Sources and languages: the most frequent first, then by value (code points). Months
        (`2018-03`): in order of time.
        """
        ...

    def dates(self) -> tuple[date | None, date | None]:
        """Return the first and the last publication date of the articles."""
        ...

    def counts(self) -> dict[str, int]:
        """Return what `finish` counted, without counting: articles, copies, passages, skipped."""
        ...

    def count_anew(self) -> dict[str, int]:
        """Count what `counts` names, row by row."""
        ...

    def skipped(self) -> list[tuple[str, str]]:
        """Return (path, why) of what could not be used, in order of path."""
        ...

    def listing(self, words: Sequence[str], where: Where, limit: int, offset: int) -> Listing:
        """Return one page of the articles whose titles hold every word, and how many there are.

        The newest come first, then by title, then by id (code points); undated ones last. `words`
        are as `plain_title` returns them and are looked for in `plain_title(title)` as plain
        substrings, except that each character of `PRINTED` (quotation marks and dashes, in
        `titles.py`) stands for any one character. `DateRange` never holds for an undated article;
        `OneOf` compares by `folded`.
        """
        ...

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Yield (name, stamp) of each file that was read, in order of name (code points)."""
        ...

    def problems(self) -> Iterator[str]:
        """Yield one line for each thing that is wrong with the database itself."""
        ...


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
