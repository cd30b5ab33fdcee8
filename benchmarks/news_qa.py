"""News questions: passages, quotes, false answers, and whether every quote is an exact slice.

python -m benchmarks.news_qa [--evaluation DIR] [--index DIR] [--limit N]
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from datetime import date
from typing import Any

from assistant.answer.question import understand
from assistant.assistant import Assistant
from assistant.models import Answer, Article, Quote
from assistant.reader.reading import Reader
from assistant.retriever import Retriever
from benchmarks.collection import news_articles, open_index
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import holds, share, training_half


def passages(
    retriever: Retriever, questions: list[dict[str, Any]], reader: Reader | None
) -> dict[str, float]:
    """Rank the first passage that holds the answer: in an article named for it, and in any."""
    named: list[int] = []
    anywhere: list[int] = []
    for record in questions:
        understood = understand(record["question"], asked=asked_on(record)).on(asked_on(record))
        period = understood.period if reader else None
        hits = retriever.search(record["question"], k=10, period=period, reader=reader)
        holding = [n for n, hit in enumerate(hits, 1) if holds(hit.text, record["answers"])]
        anywhere.append(next(iter(holding), 0))
        named.append(next((n for n in holding if _is_named(hits[n - 1].article, record)), 0))
    stage = "read" if reader else "found"
    return _ranks(f"{stage}, named article", named) | _ranks(f"{stage}, any article", anywhere)


def asked_on(record: dict[str, Any]) -> date | None:
    return date.fromisoformat(record["asked"]) if record.get("asked") else None


def _is_named(article: Article, record: dict[str, Any]) -> bool:
    urls = {article.url, *(copy.url for copy in article.copies)}
    return not urls.isdisjoint(record["articles"])


def _ranks(name: str, ranks: list[int]) -> dict[str, float]:
    return {
        f"passage hit@1, {name}": share([rank == 1 for rank in ranks]),
        f"passage hit@10, {name}": share([rank > 0 for rank in ranks]),
        f"passage MRR@10, {name}": sum(1 / rank for rank in ranks if rank) / max(1, len(ranks)),
    }


def quotes(answers: list[tuple[Answer, dict[str, Any]]]) -> dict[str, float]:
    # The ranking is judged apart from the threshold: without an answer by its nearest.
    right = [
        [holds(quote.text, record["answers"]) for quote in (answer.quotes or answer.nearest)[:3]]
        for answer, record in answers
    ]
    named = [
        [
            found and _is_named(quote.article, record)
            for found, quote in zip(row, answer.quotes or answer.nearest, strict=False)
        ]
        for row, (answer, record) in zip(right, answers, strict=True)
    ]
    first = [answer.found and row[0] for row, (answer, _) in zip(right, answers, strict=True)]
    return {
        "answered": share([answer.found for answer, _ in answers]),
        "answer in quote 1": share([any(row[:1]) for row in right]),
        "answer in quotes 1-3": share([any(row) for row in right]),
        "answer in quote 1, named article": share([any(row[:1]) for row in named]),
        "answer in quotes 1-3, named article": share([any(row) for row in named]),
        "answered, and answer in quote 1": share(first),
        "highlight has the answer, where quote 1 is right": share(
            [
                marks_answer(answer.quotes[0], record["answers"])
                for (answer, record), right in zip(answers, first, strict=True)
                if right
            ]
        ),
    }


def marks_answer(quote: Quote, answers: list[str]) -> bool:
    """Tell whether a highlight contains or equals an answer."""
    return any(holds(quote.article.text[slice(*span)], answers) for span in quote.highlights)


def exact(answer: Answer, desk: Assistant) -> bool:
    """Tell whether every quote shown equals its slice of the article that the index has."""
    shown = json.loads(answer.to_json())
    for quote in shown["quotes"] + shown["nearest"]:
        article = desk.article(quote["article"]["id"])
        if article is None or article.text[quote["start"] : quote["end"]] != quote["text"]:
            return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    retriever = open_index("news_qa", news_articles(folder), given.index)
    desk = Assistant(retriever)
    asked = list(records(folder / "news_qa" / "questions.jsonl"))[: given.limit]
    without = list(records(folder / "news_qa" / "questions_without_article.jsonl"))[: given.limit]
    gold = list(records(folder / "gold" / "questions.jsonl"))[: given.limit]
    figures = passages(retriever, asked, None) | passages(retriever, asked, desk.reader)
    began = time.process_time()
    answered = [(desk.ask(record["question"], asked=asked_on(record)), record) for record in asked]
    figures["processor ms an answer"] = 1000 * (time.process_time() - began) / len(answered)
    figures |= quotes(answered)
    held_out = [pair for pair in answered if not training_half(pair[1]["id"])]
    figures |= {f"{name}, held-out half": value for name, value in quotes(held_out).items()}
    unseen = [record for record in asked if not training_half(record["id"])]
    ranks = passages(retriever, unseen, desk.reader)
    figures |= {f"{name}, held-out half": value for name, value in ranks.items()}
    refused = [(desk.ask(record["question"], asked=asked_on(record)), record) for record in without]
    figures["answered though no article"] = share([answer.found for answer, _ in refused])
    figures["answered though no article, held-out half"] = share(
        [answer.found for answer, record in refused if not training_half(record["id"])]
    )
    shown = [answer for answer, _ in answered + refused]
    shown += [desk.ask(record["question"]) for record in gold]
    figures["median ms an answer"] = statistics.median(answer.took_ms for answer in shown)
    slices = [exact(answer, desk) for answer in shown]
    for name, value in figures.items():
        print(f"{name}: {value:.3f}")
    print(f"answers whose quotes are all exact slices: {sum(slices)} of {len(slices)}")


if __name__ == "__main__":
    main()
