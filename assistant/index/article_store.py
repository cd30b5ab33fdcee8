"""What an article store must do for reading; `article_ledger` has what it must for building.

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

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, Protocol

from assistant.index.filters import Where
from assistant.models import Article, Passage
from assistant.overview import Listing

Counted = Literal["source", "language", "month"]


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
