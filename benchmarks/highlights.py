"""What is marked in the sentence that answers, against the words that a person marked.

python -m benchmarks.highlights [--training DIR] [--limit N]

A sentence of the articles of news_questions is read with its two neighbours on each side, so that
the highlight is judged alone: neither search nor ranking plays a part.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from assistant.answer.candidates import Candidate
from assistant.answer.dates import quote_dates
from assistant.answer.highlight import highlight, repeats_question
from assistant.answer.question import Question, understand
from assistant.answer.score import Scored
from assistant.answer.select import choose
from assistant.answer.sentences import split_sentences
from assistant.models import Article, Hit, Quote, Span
from assistant.reader.passage_reader import shipped_reader
from assistant.reader.reading import Reader
from benchmarks.disagreements import articles
from benchmarks.evaluation import BESIDE, records
from benchmarks.silver import marks, share, training_half

# Sentences read before and behind the one that answers.
_BESIDE = 2


def marked_quote(
    question: Question, article: Article, answer: Span, reader: Reader
) -> Quote | None:
    """Return the quote of the sentence that holds the answer, as an answer would show it."""
    sentences = tuple(split_sentences(article.text))
    index = next((n for n, (a, b) in enumerate(sentences) if a <= answer[0] < b), None)
    if index is None:
        return None
    span = sentences[index]
    first = sentences[max(0, index - _BESIDE)][0]
    last = sentences[min(len(sentences) - 1, index + _BESIDE)][1]
    [reading] = reader.read(question.query, [(article.title, article.text[first:last])])
    best = reading.best(span[0] - first, span[1] - first)
    found: tuple[Span, ...] = ()
    if best:
        words = (best[0][0] + first, best[0][1] + first)
        trimmed = highlight(question.kind, article.text, words, span)
        told = article.text[slice(*trimmed)]
        found = () if repeats_question(question.kind, told, question.stems) else (trimmed,)
    hit = Hit(article, first, last, 1.0, 1.0, 1.0)
    scored = Scored(Candidate(hit, 1, sentences, index), 0.9, found)
    return next(iter(choose([scored], question, 1, dates_of=quote_dates)), None)


def chosen(training: Path, limit: int) -> list[dict[str, Any]]:
    """Return answered questions, the same ones each time."""
    answered = [r for r in records(training / "train.jsonl") if r["answerable"] and r.get("answer")]
    return sorted(answered, key=lambda r: hashlib.sha256(r["id"].encode()).digest())[:limit]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training", default=str(BESIDE.parent / "training"))
    parser.add_argument("--limit", type=int, default=800)
    given = parser.parse_args()
    training = Path(given.training) / "news_questions"
    known, reader = articles(training / "articles.jsonl.gz"), shipped_reader()
    right: dict[str, list[bool]] = defaultdict(list)
    for record in chosen(training, given.limit):
        article, answer = known[record["url"]], (record["answer"][0], record["answer"][1])
        question = understand(record["question"])
        quote = marked_quote(question, article, answer, reader)
        half = "development" if training_half(record["id"]) else "held-out"
        told = quote is not None and marks(quote, [article.text[slice(*answer)]])
        right[f"{half} half"].append(told)
        right[f"{half} half, {record['kind']}"].append(told)
    for name, outcomes in sorted(right.items()):
        print(f"{name}: highlight right {share(outcomes):.3f} (n={len(outcomes)})")


if __name__ == "__main__":
    main()
