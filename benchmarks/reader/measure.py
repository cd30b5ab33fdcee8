"""Measures trained weights on the questions that are kept for choosing, article by article.

    python -m benchmarks.reader.measure WEIGHTS [--every 3]

Each question is read in all passages of its own article; a sentence's figure is the passage's
answerability and half of the log probability of the best words in it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.answer.sentences import split_sentences
from assistant.corpus.passages import split_passages
from assistant.models import Article, Span
from assistant.reader.heading import heading
from assistant.reader.passage_reader import log_softmax
from assistant.reader.reading import Reading
from benchmarks.collection import open_questions
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.news_questions import moved
from benchmarks.reader.encoding import Encoded, batch
from benchmarks.reader.network import ReaderNetwork, load_weights
from benchmarks.reader.train import plain_tokenizer

# Rows of one batch have one length, for the network reads padding like words.
_BATCH = 1


class NetworkReader:
    """Reads passages with a network of torch; for measuring before it is exported."""

    name = "network"

    def __init__(self, network: ReaderNetwork) -> None:
        self._network = network.eval().bfloat16()
        self._tokenizer = plain_tokenizer()

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return what is found in each passage, given as heading and text."""
        return [found for begin in range(0, len(passages), _BATCH)
                for found in self._read(question, passages[begin : begin + _BATCH])]  # fmt: skip

    def _read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        plain = self._tokenizer
        asked = plain.encode(question, add_special_tokens=False).ids[:40]
        rows, offsets = [], []
        for title, text in passages:
            words = plain.encode(text, add_special_tokens=False)
            head = [101, *asked, 102, *plain.encode(title, add_special_tokens=False).ids[:48], 102]
            rows.append(Encoded([*head, *words.ids[:384], 102], len(head), len(asked) + 2, [], [],
                                False))  # fmt: skip
            offsets.append(np.asarray(words.offsets[:384], dtype=np.int64).reshape(-1, 2))
        tensors = batch(rows, padded=False)
        with torch.inference_mode():
            starts, ends, sure = self._network(tensors["input_ids"], tensors["token_type_ids"])
        return [
            Reading(
                float(sure[n]), of, *(
                    log_softmax(logits[n, row.passage : row.passage + len(of)].numpy())
                    for logits in (starts, ends)
                ),
            )
            for n, (row, of) in enumerate(zip(rows, offsets, strict=True))
        ]  # fmt: skip


def outcome(record: dict[str, Any], text: str, article: Article, passages: Sequence[Span],
            reader: NetworkReader) -> dict[str, Any]:  # fmt: skip
    """Return the rank of the right sentence, whether the distractor leads, and the best figure."""
    told = heading(article.title, article.published)
    readings = reader.read(
        record["question"], [(told, article.text[slice(*span)]) for span in passages]
    )
    found: dict[Span, float] = {}
    for start, end in split_sentences(article.text):
        for (first, last), reading in zip(passages, readings, strict=True):
            best = (
                reading.best(start - first, end - first) if start < last and first < end else None
            )
            if best:
                figure = reading.answerable + 0.5 * best[1]
                found[start, end] = max(figure, found.get((start, end), -np.inf))
    ranked = sorted(found, key=lambda span: -found[span])
    gold = [moved(span, text, article.text) for span in record.get("gold") or ()]
    lure = moved(record.get("distractor"), text, article.text)
    right = [any(g and g[0] < e and s < g[1] for g in gold) for s, e in ranked]
    return {
        "answerable": record["answerable"],
        "rank": right.index(True) + 1 if any(right) else 0,
        "lured": bool(lure and ranked and lure[0] < ranked[0][1] and ranked[0][0] < lure[1]
                      and not right[0]),
        "best": found[ranked[0]] if ranked else -99.0,
    }  # fmt: skip


def auroc(good: Sequence[float], bad: Sequence[float]) -> float:
    one: NDArray[np.float64] = np.asarray(good)[:, None]
    return float((one > np.asarray(bad)[None, :]).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    parser.add_argument("--every", type=int, default=1, help="take every n-th article")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    evaluation = evaluation_folder(given.evaluation)
    folder = evaluation.parent / "training" / "news_questions"
    retriever = open_questions(evaluation, given.index)
    articles = {a.url: a for a in retriever.sample(retriever.count())}
    texts = {a["url"]: a["text"] for a in records(folder / "articles.jsonl.gz")}
    reader = NetworkReader(load_weights(given.weights))
    count = plain_tokenizer()
    outcomes = []
    urls = sorted({r["url"] for r in records(folder / "dev.jsonl")})[:: given.every]
    passages = {
        url: [(p.start, p.end) for p in split_passages(
            articles[url], lambda text: len(count.encode(text).ids))]
        for url in urls
    }  # fmt: skip
    for record in records(folder / "dev.jsonl"):
        url = record["url"]
        if url in passages:
            outcomes.append(outcome(record, texts[url], articles[url], passages[url], reader))
    able = [o for o in outcomes if o["answerable"]]
    beside = [o["best"] for o in outcomes if not o["answerable"]]
    limit = float(np.quantile([o["best"] for o in able], 0.3))
    first = [o["best"] for o in able if o["rank"] == 1]
    rest = [o["best"] for o in able if o["rank"] != 1] + beside
    print(
        f"right first {len(first) / len(able):.3f}, in three "
        f"{np.mean([0 < o['rank'] <= 3 for o in able]):.3f}, lured "
        f"{np.mean([o['lured'] for o in able]):.3f}; AUROC answerable "
        f"{auroc([o['best'] for o in able], beside):.3f}, first right {auroc(first, rest):.3f}; "
        f"false at .70 answered {np.mean(np.asarray(beside) >= limit):.3f} "
        f"(n={len(able)}+{len(beside)})"
    )


if __name__ == "__main__":
    main()
