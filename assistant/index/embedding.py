"""Bring the engine up to date with the articles that stand; only what is new is embedded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.corpus.passages import passage_input
from assistant.index.engine import Engine, Matrix, Record
from assistant.index.ledger import Ledger, Standing
from assistant.index.parts import Parts, PassageEmbedder, Progress
from assistant.models import Article, Passage

# Long enough for batches sorted by length, short enough to keep in memory.
PASSAGES_AT_ONCE = 4096


def bring_up_to_date(
    ledger: Ledger,
    engine: Engine,
    embedder: Callable[[], PassageEmbedder],
    parts: Parts,
    on_progress: Progress,
) -> None:
    """Make the engine hold exactly the passages of the articles that stand.

    `embedder` is called only if something is to be embedded.
    """
    held, wanted = ledger.held(), ledger.wanted()
    stale = [id for id in held if id not in wanted or wanted[id].title != held[id].title]
    engine.delete([key for id in stale for key in ledger.release(id)])
    for id in stale:
        del held[id]
    _redescribe(ledger, engine, [new for id, new in wanted.items() if held.get(id, new) != new])
    new = [standing for id, standing in wanted.items() if id not in held]
    if new:
        model = embedder()
        keys = [key for standing in new for key in _split(ledger, standing, model, parts)]
        _embed(ledger, engine, model, keys, on_progress)


def _redescribe(ledger: Ledger, engine: Engine, moved: Sequence[Standing]) -> None:
    """Change what passages are filtered by; their vectors stay."""
    keys: list[int] = []
    for standing in moved:
        ledger.hold(standing)
        keys += ledger.keys(standing.id)
    for batch in _batches(keys):
        rows = list(ledger.described(batch))
        _store(engine, rows, engine.fetch([key for key, _, _ in rows]))


def _store(engine: Engine, rows: Sequence[tuple[int, str, Standing]], vectors: Matrix) -> None:
    engine.upsert(
        [
            Record(key, text, of.title, vector, of.day, of.source, of.language)
            for (key, text, of), vector in zip(rows, vectors, strict=True)
        ]
    )


def _split(ledger: Ledger, standing: Standing, model: PassageEmbedder, parts: Parts) -> list[int]:
    article = Article(standing.id, ledger.text(standing.id), standing.title)
    ledger.hold(standing)
    return ledger.add_passages(parts.split(article, model.count_tokens))


def _embed(
    ledger: Ledger,
    engine: Engine,
    model: PassageEmbedder,
    keys: Sequence[int],
    on_progress: Progress,
) -> None:
    done = 0
    on_progress("embed", 0, len(keys))
    for batch in _batches(keys):

        def progress(stage: str, part: int, _: int, before: int = done) -> None:
            on_progress(stage, before + part, len(keys))

        rows = list(ledger.described(batch))
        texts = [_input(text, standing) for _, text, standing in rows]
        _store(engine, rows, model.encode(texts, progress))
        done += len(batch)
        on_progress("embed", done, len(keys))


def _input(text: str, of: Standing) -> str:
    return passage_input(Article(of.id, text, of.title), Passage(of.id, 0, len(text), text))


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), PASSAGES_AT_ONCE):
        yield keys[start : start + PASSAGES_AT_ONCE]
