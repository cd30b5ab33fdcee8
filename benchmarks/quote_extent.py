"""How far a quote should reach, and whether the names of a question tell what is not reported.

python -m benchmarks.quote_extent [--evaluation DIR] [--index DIR] [--limit N]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from assistant.answer.extent import extent
from assistant.answer.names_match import names_fit
from assistant.answer.question import understand
from assistant.answer.score import Scored, score_sentences
from assistant.assistant import Assistant
from assistant.models import Quote, Span
from assistant.settings import MOST_READ_PASSAGES, QUOTE_REACH
from benchmarks.collection import news_articles, open_index
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import holds, right_quote, share, training_half

# Extents of the best sentence that are compared.
REACHES: dict[str, tuple[tuple[int, float], ...]] = {
    "with what it leans on": (),
    "and likely neighbours (shipped)": QUOTE_REACH,
    "and any neighbour up to 45 words": ((45, 0.0),),
    "and any neighbour up to 55 words": ((55, 0.0),),
    "and any neighbour up to 90 words": ((90, 0.0),),
}
Read = tuple[dict[str, Any], list[Scored]]


def read(desk: Assistant, questions: list[dict[str, Any]]) -> Iterator[Read]:
    for record in questions:
        question = understand(record["question"])
        hits = desk.retriever.search(question.query, k=MOST_READ_PASSAGES)
        yield record, score_sentences(question, hits, desk.reader)


def spans(scored: list[Scored]) -> dict[str, Span]:
    """Return the best sentence and its extents."""
    best = scored[0].candidate
    same = [item for item in scored if item.candidate.article.id == best.article.id]
    scores = {item.candidate.index: item.score for item in same}
    found = {"the sentence alone": best.span}
    for name, reach in REACHES.items():
        found[name] = extent(best.article.text, best.sentences, best.index, scores, reach)
    return found


def is_right(scored: list[Scored], span: Span, record: dict[str, Any]) -> bool:
    article = scored[0].candidate.article
    text = article.text[slice(*span)]
    if "answers" in record:
        return holds(text, record["answers"])
    return right_quote(Quote(article, *span, text, 0.5), record)


def report(name: str, answers: list[Read]) -> None:
    rows = [(record, scored, spans(scored)) for record, scored in answers if scored]
    for variant in rows[0][2] if rows else ():
        right = [is_right(scored, found[variant], record) for record, scored, found in rows]
        words = [
            len(scored[0].candidate.article.text[slice(*found[variant])].split())
            for _, scored, found in rows
        ]
        mean, most = sum(words) / len(words), max(words)
        print(f"{name}, {variant}: right {share(right):.3f}, words {mean:.1f}, most {most}")


def fit(record: dict[str, Any], scored: list[Scored]) -> float:
    best = scored[0].candidate
    beside = (best.neighbour(-1), best.neighbour(1))
    published = best.article.published
    question = understand(record["question"])
    return names_fit(
        question.query,
        question.named,
        best.article.title,
        best.text,
        beside,
        best.hit.text,
        published,
    )


def auroc(right: list[float], wrong: list[float]) -> float:
    """Return how often an answerable question has the higher value; ties count half."""
    pairs = [(one > other) + (one == other) / 2 for one in right for other in wrong]
    return sum(pairs) / len(pairs) if pairs else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    desk = Assistant(open_index("news_qa", news_articles(folder), given.index))
    for name in ("gold", "news_qa"):
        asked = list(records(folder / name / "questions.jsonl"))[: given.limit]
        answers = list(read(desk, asked))
        for half in (True, False):
            part = [each for each in answers if training_half(each[0]["id"]) == half]
            label = f"{name}, {'training' if half else 'held-out'} half"
            report(label, [each for each in part if not each[0].get("unanswerable")])
            fits = [(fit(*each), bool(each[0].get("unanswerable"))) for each in part if each[1]]
            known = [value for value, beside in fits if not beside]
            unknown = [value for value, beside in fits if beside]
            if unknown:
                print(f"{label}, names: AUROC {auroc(known, unknown):.3f} (n={len(fits)})")


if __name__ == "__main__":
    main()
