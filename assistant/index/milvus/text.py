"""BM25 by the server, over the words that the local lexical index would hold (edge: pymilvus)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from assistant.errors import EngineUnfit
from assistant.index.engine import Record, Scored
from assistant.index.local.lexical import analyzer
from assistant.index.milvus.filters import clipped
from assistant.index.milvus.link import QUICK, MilvusLink
from assistant.index.milvus.schema import KEY, VARCHAR, WORDS
from assistant.settings import LEXICAL_QUERY_WORDS, LEXICAL_TITLE_BOOST

# Before it, a server takes a schema with BM25 silently and finds nothing by it.
FIRST_VERSION: Final = (2, 5)
# What a title's words count beside the passage's own.
WEIGHTS: Final = {WORDS: 1.0, "title_words": LEXICAL_TITLE_BOOST}
# The longest VARCHAR of Milvus, in bytes: five times the longest passage.
_LONGEST_TEXT: Final = 65_535
_SPARSE_FLOAT_VECTOR: Final = 104
_METRIC: Final = "BM25"
# tantivy's, so that both rank alike.
_BM25: Final = {"bm25_k1": 1.2, "bm25_b": 0.75}


def has_text(version: str) -> bool:
    """Return whether a server of this version scores words."""
    if version.startswith("milvus_lite"):
        return True
    number = re.match(r"v?(\d+)\.(\d+)", version)
    return bool(number) and (int(number[1]), int(number[2])) >= FIRST_VERSION  # type: ignore[index]


def require_text(version: str, shown: str) -> None:
    """Check that a server scores words.

    Raises:
        EngineUnfit: it is too old.
    """
    if not has_text(version):
        raise EngineUnfit(
            f"Milvus {version} at {shown} cannot search words: 2.5 can. Leave text=server out, "
            "and the index keeps its words beside it."
        )


def add_text(schema: Any, indexes: Any, *, lite: bool) -> None:
    """Add the fields, functions and indexes of words to what a new collection is made from."""
    from pymilvus import Function, FunctionType

    # The words are analysed here, so that every server searches the same ones.
    tokens = {"tokenizer": "standard" if lite else "whitespace"}
    for name in WEIGHTS:
        schema.add_field(
            name, VARCHAR, max_length=_LONGEST_TEXT, enable_analyzer=True, analyzer_params=tokens
        )
        schema.add_field(_sparse(name), _SPARSE_FLOAT_VECTOR)
        schema.add_function(Function(f"{name}_bm25", FunctionType.BM25, [name], [_sparse(name)]))
        indexes.add_index(
            _sparse(name), index_type="SPARSE_INVERTED_INDEX", metric_type=_METRIC, params=_BM25
        )


def text_row(record: Record) -> dict[str, str]:
    """Return the fields of a record that hold its words."""
    return {
        name: clipped(" ".join(_analysed(text)), _LONGEST_TEXT)
        for name, text in zip(WEIGHTS, (record.text, record.title), strict=True)
    }


def search_text(link: MilvusLink, query: str, limit: int, passing: str) -> list[Scored]:
    """Return passages by the BM25 of their words and, by less, of their titles'.

    Each field is searched by itself; what only one search found is scored by the other as well.
    """
    words = " ".join(list(dict.fromkeys(_analysed(query)))[:LEXICAL_QUERY_WORDS])
    if not words:
        return []
    found = {name: _search(link, name, words, limit, passing) for name in WEIGHTS}
    keys = set().union(*found.values())
    for name, scores in found.items():
        if missing := sorted(keys - scores.keys()):
            only = f"{KEY} in {missing}"
            scores.update(_search(link, name, words, len(missing), only))
    totals = [
        Scored(key, sum(WEIGHTS[name] * scores.get(key, 0.0) for name, scores in found.items()))
        for key in keys
    ]
    return sorted(totals, key=lambda hit: (-hit.score, hit.key))[:limit]


def _search(link: MilvusLink, name: str, words: str, limit: int, passing: str) -> dict[int, float]:
    [hits] = link.call(
        "search",
        data=[words],
        anns_field=_sparse(name),
        limit=limit,
        filter=passing,
        output_fields=[KEY],
        search_params={"metric_type": _METRIC},
        consistency_level=QUICK,
    )
    # milvus-lite gives the score as a distance, less than zero; no shared word is zero with both.
    return {int(hit.id): abs(float(hit.distance)) for hit in hits if hit.distance}


def _analysed(text: str) -> Sequence[str]:
    words: Sequence[str] = _analyzer().analyze(text)
    return words


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    return analyzer()


def _sparse(name: str) -> str:
    return f"{name}_sparse"
