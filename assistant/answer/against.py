"""Edge module (files): check saved answers against the files themselves, without an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from assistant.answer.check import check_answers, cited_ids, parse_answers
from assistant.corpus.reader import read
from assistant.corpus.records import DEFAULT_FIELDS, FieldNames
from assistant.models import Article


def check_against(
    text: str, folder: Path, fields: FieldNames = DEFAULT_FIELDS
) -> tuple[int, list[str]]:
    """Return how many quotes saved answers hold, and what is wrong with them by the files alone.

    Args:
        text: answers as JSON: one, a list, or one a line.
        folder: the corpus, or a file of it, read again.
        fields: the names of a table's columns, as given when the index was built.

    Raises:
        InvalidRequest: the text holds no JSON.
        CorpusError: there is nothing at `folder`.
        MissingExtra: reading is not installed.
    """
    found = _articles(folder, cited_ids(parse_answers(text)), fields)
    return check_answers(text, lambda identity: found.get(identity, ()), str(folder))


def _articles(
    folder: Path, wanted: Collection[str], fields: FieldNames
) -> dict[str, Sequence[Article]]:
    found: dict[str, list[Article]] = defaultdict(list)
    for item in read(folder, fields):
        if isinstance(item, Article) and item.id in wanted:
            found[item.id].append(item)
    return dict(found)
