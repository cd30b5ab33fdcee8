"""BM25 over the passages' words (edge: tantivy, files)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from assistant.index.engine import Record, Scored
from assistant.index.filters import DateRange, Filter, OneOf, Where, folded
from assistant.settings import LEXICAL_COMMON_WORD, LEXICAL_QUERY_WORDS, LEXICAL_TITLE_BOOST

ANALYZER = "newsquote"
NO_DAY = 0
WRITER_HEAP = 64_000_000
# tantivy refuses longer terms; no outlet's name comes near.
LONGEST_NAME = 200
LONGEST_WORD = 40


def analyzer() -> Any:
    """Return the one analyzer of texts and queries: lower case, accents folded, English stems."""
    steps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(LONGEST_WORD),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        steps = steps.filter(step)
    return steps.build()


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=True, indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field("title", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in ("source", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


class Lexical:
    """A tantivy index of passages, with the filters inside the search."""

    def __init__(self, folder: Path, *, writable: bool = False) -> None:
        if writable:
            _sweep(folder)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        self._analyzer = analyzer()
        self._index.register_tokenizer(ANALYZER, self._analyzer)
        # One thread makes one segment order: the same input gives the same index.
        self._writer = self._index.writer(WRITER_HEAP, 1) if writable else None
        self._searcher = self._index.searcher()

    def upsert(self, records: Sequence[Record]) -> None:
        """Store `records`, replacing those with the same key."""
        self.delete([record.key for record in records])
        for record in records:
            self._writing().add_document(_document(record))

    def delete(self, keys: Sequence[int]) -> None:
        """Forget passages; unknown keys are ignored."""
        for key in keys:
            self._writing().delete_documents_by_term("key", key)

    def search(self, query: str, limit: int, where: Where = ()) -> list[Scored]:
        """Return the best `limit` passages that share a word with `query` and pass the filters."""
        words = list(dict.fromkeys(self._analyzer.analyze(query)))[:LEXICAL_QUERY_WORDS]
        if not words or limit < 1:
            return []
        telling = self._telling(words)
        hits = self._hits(telling, limit, where)
        if len(hits) < limit and len(telling) < len(words):
            hits = self._hits(words, limit, where)
        keys: list[Any] = self._searcher.fast_field_values("key", [place for _, place in hits])
        found = [Scored(int(key), score) for key, (score, _) in zip(keys, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit.score, hit.key))

    def _hits(self, words: Sequence[str], limit: int, where: Where) -> Sequence[tuple[Any, Any]]:
        asked = self._any_word(words)
        if where:
            clauses = [(Occur.Must, asked)]
            clauses += [(Occur.Must, Query.const_score_query(self._compile(f), 0.0)) for f in where]
            asked = Query.boolean_query(clauses)
        hits: Sequence[tuple[Any, Any]] = self._searcher.search(asked, limit, count=False).hits
        return hits

    def count(self) -> int:
        """Return the number of passages as of the last flush."""
        return int(self._searcher.num_docs)

    def flush(self) -> None:
        """Commit, let merges end, and search the result."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = self._index.writer(WRITER_HEAP, 1)
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """End the writer; the index is not used afterwards."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _writing(self) -> Any:
        if self._writer is None:
            raise RuntimeError("the lexical index was opened for reading")
        return self._writer

    def _telling(self, words: Sequence[str]) -> Sequence[str]:
        """Return the words that at most every other passage has."""
        most = LEXICAL_COMMON_WORD * self._searcher.num_docs
        return [word for word in words if self._searcher.doc_freq("text", word) <= most]

    def _any_word(self, words: Sequence[str]) -> Any:
        clauses = []
        for word in words:
            clauses.append((Occur.Should, Query.term_query(self._schema, "text", word, "freq")))
            title = Query.term_query(self._schema, "title", word, "freq")
            clauses.append((Occur.Should, Query.boost_query(title, LEXICAL_TITLE_BOOST)))
        return Query.boolean_query(clauses)

    def _compile(self, one: Filter) -> Any:
        if isinstance(one, OneOf):
            names = [_name(value) for value in one.values]
            return Query.term_set_query(self._schema, one.field, names)
        return self._days(one)

    def _days(self, span: DateRange) -> Any:
        first = span.first.toordinal() if span.first else NO_DAY + 1
        last = span.last.toordinal() if span.last else None
        return Query.range_query(self._schema, "day", FieldType.Integer, first, last)


def _sweep(folder: Path) -> None:
    """Remove the files that tantivy was about to rename when its process was killed."""
    for path in folder.glob(".tmp*"):
        path.unlink()


def _document(record: Record) -> Any:
    document = tantivy.Document()
    document.add_integer("key", record.key)
    document.add_text("text", record.text)
    document.add_text("title", record.title)
    document.add_integer("day", record.published.toordinal() if record.published else NO_DAY)
    document.add_text("source", _name(record.source))
    document.add_text("language", _name(record.language))
    return document


def _name(value: str | None) -> str:
    return folded(value)[:LONGEST_NAME]
