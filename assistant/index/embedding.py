"""Bring the engine up to date with the articles that stand; only what is new is embedded."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistant.corpus.passages import passage_input
from assistant.index.article_ledger import ArticleLedger, Standing
from assistant.index.engine import Engine, Matrix, Record
from assistant.index.names.gathering import NameCounts
from assistant.index.names.tables import add_names
from assistant.index.parts import Parts, PassageEmbedder, Progress
from assistant.index.work.workers import Stretch, Workers
from assistant.models import Article, Passage
from assistant.settings import PASSAGE_CHARACTERS

# Long enough for batches sorted by length, short enough to keep several in memory.
STRETCH_PASSAGES: Final = 2_048
# What a killed build embeds again at most: minutes of work. Each checkpoint writes a segment.
CHECKPOINT_PASSAGES: Final = 32_768
# Articles or keys that go through memory at once.
_AT_ONCE: Final = 1_024


@dataclass(slots=True)
class _Portion:
    """Articles on their way to the engine."""

    numbers: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    of: list[Standing] = field(default_factory=list)

    def stretch(self) -> Stretch:
        inputs = [_input(text, of) for text, of in zip(self.texts, self.of, strict=True)]
        return Stretch(tuple(self.keys), tuple(inputs))

    def records(self, vectors: Matrix) -> list[Record]:
        rows = zip(self.keys, self.texts, self.of, vectors, strict=True)
        return [_record(key, text, of, vector) for key, text, of, vector in rows]


def release_stale(ledger: ArticleLedger) -> None:
    """Forget, in the ledger, what does not stand any more; its passages are doomed."""
    ledger.give_up_pending()
    while ledger.release(_AT_ONCE):
        pass
    ledger.commit()


def delete_doomed(ledger: ArticleLedger, delete: Callable[[Sequence[int]], None]) -> bool:
    """Pass all doomed keys to `delete`, and say whether there were any."""
    after = 0
    while keys := ledger.doomed(after, _AT_ONCE):
        delete(keys)
        after = keys[-1]
    return after > 0


def redescribe(ledger: ArticleLedger, engine: Engine) -> None:
    """Change what passages are filtered by; their vectors stay."""
    while standings := ledger.redescribed(_AT_ONCE):
        for standing in standings:
            text, places = ledger.text(standing.number), ledger.keys(standing.number)
            if places:
                vectors = engine.fetch([key for key, _, _ in places])
                engine.upsert(
                    [
                        _record(key, text[start:end], standing, vector)
                        for (key, start, end), vector in zip(places, vectors, strict=True)
                    ]
                )
        engine.flush()
        ledger.describe(standings)
        ledger.commit()


class Embedding:
    """One pass over the articles that wait, from their texts into the engine and the names."""

    def __init__(
        self,
        ledger: ArticleLedger,
        engine: Engine,
        names: Path,
        parts: Parts,
        on_progress: Progress,
    ) -> None:
        self._ledger = ledger
        self._engine = engine
        self._names = names
        self._counts = NameCounts()
        self._parts = parts
        self._on_progress = on_progress
        self._under_way: deque[_Portion] = deque()
        _, self._characters = ledger.waiting()
        self._split_characters = self._split_passages = 0

    def run(self, workers: Workers, embedder: PassageEmbedder, before: int = 0) -> None:
        """Embed all that waits; `before` passages were embedded by a build that was stopped."""
        done, unsaved, numbers = 0, 0, list[int]()
        self._on_progress("embed", before, before + self._expected())
        for stretch, vectors in workers.embed(self._stretches(embedder)):
            portion = self._under_way.popleft()
            if portion.keys != list(stretch.keys):
                raise ValueError("stretches came back in another order than they were given")
            self._engine.upsert(portion.records(vectors))
            numbers += portion.numbers
            done, unsaved = done + len(vectors), unsaved + len(vectors)
            if unsaved >= CHECKPOINT_PASSAGES:
                self._checkpoint(numbers)
                unsaved = 0
            self._on_progress("embed", before + done, before + self._expected())
        for portion in self._under_way:
            numbers += portion.numbers
        self._checkpoint(numbers)

    def _checkpoint(self, numbers: list[int]) -> None:
        self._engine.flush()
        # Before the articles are held: those of a killed build are read again until they are.
        add_names(self._names, self._counts)
        self._counts = NameCounts()
        self._ledger.mark_held(numbers)
        self._ledger.commit()
        numbers.clear()

    def _stretches(self, embedder: PassageEmbedder) -> Iterator[Stretch]:
        """Yield what waits, noted as pending before an engine can know of it."""
        portion = _Portion()
        after = 0
        while standings := self._ledger.next_waiting(after, _AT_ONCE):
            for standing in standings:
                self._add(portion, standing, embedder)
                if len(portion.keys) >= STRETCH_PASSAGES:
                    yield self._sent(portion)
                    portion = _Portion()
            after = standings[-1].number
        if portion.keys:
            yield self._sent(portion)
        elif portion.numbers:
            # Articles without a passage wait for nothing.
            self._under_way.append(portion)

    def _add(self, portion: _Portion, standing: Standing, embedder: PassageEmbedder) -> None:
        text = self._ledger.text(standing.number)
        article = Article(standing.id, text, standing.title)
        passages = self._parts.split(article, embedder.count_tokens)
        self._counts.add(text)
        portion.numbers.append(standing.number)
        portion.keys += self._ledger.hold(standing, passages)
        portion.texts += [passage.text for passage in passages]
        portion.of += [standing] * len(passages)
        self._split_characters += len(text)
        self._split_passages += len(passages)

    def _sent(self, portion: _Portion) -> Stretch:
        self._ledger.commit()
        self._under_way.append(portion)
        return portion.stretch()

    def _expected(self) -> int:
        """Return how many passages there will be, by what the articles split so far gave."""
        rest = self._characters - self._split_characters
        each = PASSAGE_CHARACTERS
        if self._split_passages:
            each = max(1, self._split_characters // self._split_passages)
        return self._split_passages + -(-max(0, rest) // each)


def _record(key: int, text: str, of: Standing, vector: Matrix) -> Record:
    return Record(key, text, of.title, vector, of.published, of.source, of.language)


def _input(text: str, of: Standing) -> str:
    return passage_input(Article(of.id, text, of.title), Passage(of.id, 0, len(text), text))
