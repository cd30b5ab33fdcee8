"""Where the processor time of an answer goes, part by part.

python -m benchmarks.question_budget INDEX [--evaluation DIR] [--questions N]

The functions of the library are wrapped while this runs; a part's time is its own, without that of
the parts it calls. Time is that of the process (all threads), for one question at a time.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any

from assistant.answer import (
    dates,
    disagreements,
    features,
    highlight,
    names,
    names_match,
    receipt,
    score,
    select,
    sentences,
    small_names,
    speaker,
    timeline,
    words,
)
from assistant.assistant import Assistant
from assistant.index import search
from assistant.index.encoding.encoder import Encoder
from assistant.index.local.engine import LocalEngine
from assistant.reader import passage_reader
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.news_qa import asked_on

# Caches, lazily loaded files and the processor's clock settle within so many answers.
WARM_UP = 20
WHOLE, REST = "whole answer", "the rest"
# (owner, function, part), in the order of an answer.
PARTS: tuple[tuple[Any, str, str], ...] = (
    (Assistant, "understand", "understand the question"),
    (Encoder, "encode", "encode the question"),
    (LocalEngine, "search_dense", "dense search"),
    (LocalEngine, "fetch", "dense search"),
    (LocalEngine, "search_text", "lexical search"),
    (search, "search_passages", "fuse and fetch articles"),
    (sentences, "split_sentences", "split sentences"),
    (passage_reader.PassageReader, "read", "reader"),
    (features, "rows", "features"),
    (words, "stems", "stems"),
    (names_match, "names_fit", "names"),
    (names, "find_names", "names"),
    (small_names, "read_names", "names"),
    (names_match, "names_in_article", "names"),
    (highlight, "highlight", "highlights"),
    (score, "score_sentences", "score"),
    (dates, "resolve_dates", "dates"),
    (select, "choose", "choose quotes"),
    (speaker, "find_speaker", "speakers"),
    (receipt, "receipt", "receipts"),
    (timeline, "build_timeline", "timeline and disagreements"),
    (disagreements, "find_disagreements", "timeline and disagreements"),
)


class Clock:
    """Adds up processor time, each moment to the innermost part that runs."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inside: list[str] = [REST]
        self._since = time.process_time()

    @contextmanager
    def within(self, part: str) -> Iterator[None]:
        self._turn()
        self._inside.append(part)
        try:
            yield
        finally:
            self._turn()
            self._inside.pop()

    def start(self) -> None:
        self.spent.clear()
        self._since = time.process_time()

    def stop(self) -> dict[str, float]:
        self._turn()
        return dict(self.spent)

    def _turn(self) -> None:
        now = time.process_time()
        self.spent[self._inside[-1]] += now - self._since
        self._since = now


def timed(clock: Clock, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        with clock.within(part):
            return function(*given, **named)

    return call


def instrument(clock: Clock) -> None:
    """Put a timed function in the place of each, in every module that has imported it."""
    for owner, name, part in PARTS:
        plain = getattr(owner, name)
        wrapped = timed(clock, part, plain)
        setattr(owner, name, wrapped)
        for module in [m for key, m in sys.modules.items() if key.startswith("assistant")]:
            for attribute, value in list(vars(module).items()):
                if value is plain:
                    setattr(module, attribute, wrapped)


def measure(
    desk: Assistant, clock: Clock, asked: Sequence[dict[str, Any]]
) -> list[dict[str, float]]:
    found = []
    for record in asked:
        clock.start()
        desk.ask(record["question"], asked=asked_on(record))
        found.append(clock.stop())
    return found[WARM_UP:]


def quantile(values: Sequence[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def table(found: Sequence[dict[str, float]]) -> str:
    """Return the markdown table: milliseconds of each part, and its share of the mean answer."""
    whole = [sum(each.values()) for each in found]
    lines = ["| part | mean ms | p50 ms | p95 ms | share |", "| --- | ---: | ---: | ---: | ---: |"]
    order = list(dict.fromkeys([*(part for _, _, part in PARTS), REST]))
    for name in [WHOLE, *order]:
        values = whole if name == WHOLE else [each.get(name, 0.0) for each in found]
        mean = sum(values) / len(values)
        share = sum(values) / sum(whole)
        lines.append(
            f"| {name} | {1000 * mean:.1f} | {1000 * quantile(values, 0.5):.1f} "
            f"| {1000 * quantile(values, 0.95):.1f} | {share:.0%} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index")
    parser.add_argument("--evaluation")
    parser.add_argument("--questions", type=int, default=300)
    given = parser.parse_args()
    path = evaluation_folder(given.evaluation) / "news_qa" / "questions.jsonl"
    asked = list(records(path))[: WARM_UP + given.questions]
    clock = Clock()
    with Assistant.open(given.index) as desk:
        instrument(clock)
        began = time.perf_counter()
        found = measure(desk, clock, asked)
        wall = 1000 * (time.perf_counter() - began) / len(asked)
    load = os.getloadavg()[0]
    print(
        f"{len(found)} questions, processor time; mean wall time {wall:.0f} ms, load {load:.1f}\n"
    )
    print(table(found))


if __name__ == "__main__":
    main()
