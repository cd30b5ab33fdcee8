"""Hand-written questions: the right sentence, and answers to what cannot be answered.

python -m benchmarks.gold [--evaluation DIR] [--index DIR]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from typing import Any

from assistant.assistant import Assistant
from assistant.models import Quote
from benchmarks.collection import news_articles, open_index
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import holds, marks, right_quote, share, training_half, typed_small

# The share of the answerable at which false answers are compared.
ANSWERED = 0.7
Outcome = tuple[dict[str, Any], bool, tuple[Quote, ...]]


def figures(outcomes: list[Outcome]) -> str:
    answerable = [outcome for outcome in outcomes if not outcome[0].get("unanswerable")]
    beside = [found for record, found, _ in outcomes if record.get("unanswerable")]
    first = [any(right_quote(q, record) for q in quotes[:1]) for record, _, quotes in answerable]
    three = [any(right_quote(q, record) for q in quotes[:3]) for record, _, quotes in answerable]
    shown = [
        found and any(right_quote(q, record) for q in quotes[:3])
        for record, found, quotes in answerable
    ]
    return (
        f"right sentence first {share(first):.3f}, in three {share(three):.3f}, "
        f"in three and answered {share(shown):.3f}, "
        f"answered {share([found for _, found, _ in answerable]):.3f} (n={len(answerable)}); "
        f"answered though unanswerable {share(beside):.3f} (n={len(beside)})"
    )


def dated(outcomes: list[Outcome]) -> str:
    """Say how often one of the first three quotes carries the date that "when" asks for."""
    asked = [outcome for outcome in outcomes if outcome[0].get("relative")]
    found = [any(_has_date(quote, record) for quote in quotes[:3]) for record, _, quotes in asked]
    return f"resolved date beside the first three quotes {share(found):.3f} (n={len(asked)})"


def highlighted(outcomes: list[Outcome]) -> str:
    """Say how often the answer is marked in a first quote that is right and has it."""
    right = [
        (quotes[0], record["answer"]) for record, _, quotes in outcomes
        if not record.get("unanswerable") and quotes and right_quote(quotes[0], record)
        and holds(quotes[0].text, record["answer"])
    ]  # fmt: skip
    whole = [any(holds(text, answer) for text in _marked(quote)) for quote, answer in right]
    return (
        f"highlight right, where quote 1 is right: {share([marks(*each) for each in right]):.3f}, "
        f"has the answer whole {share(whole):.3f} (n={len(right)})"
    )


def _marked(quote: Quote) -> list[str]:
    return [quote.article.text[slice(*span)] for span in quote.highlights]


def _has_date(quote: Quote, record: dict[str, Any]) -> bool:
    wanted = (record["date"]["from"], record["date"]["to"])
    return any(
        each.first and each.last and (each.first.isoformat(), each.last.isoformat()) == wanted
        for each in quote.dates
    )


def refused(outcomes: list[Outcome]) -> str:
    """Say how many unanswerable questions pass the threshold that `ANSWERED` of the others pass."""
    scores: dict[bool, list[float]] = {True: [], False: []}
    for record, _, quotes in outcomes:
        best = max((quote.score for quote in quotes), default=0.0)
        scores[bool(record.get("unanswerable"))].append(best)
    limit = sorted(scores[False], reverse=True)[round(ANSWERED * len(scores[False])) - 1]
    wrong = share([score >= limit for score in scores[True]])
    right = share([one > other for one in scores[False] for other in scores[True]])
    return (
        f"at {limit:.3f}, which {ANSWERED} of the answerable pass, unanswerable answered "
        f"{wrong:.3f}; AUROC {right:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="ask in lower case, without marks")
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    desk = Assistant(open_index("news_qa", news_articles(folder), given.index))
    outcomes: list[Outcome] = []
    words = []
    for record in records(folder / "gold" / "questions.jsonl"):
        asked = typed_small(record["question"]) if given.small else record["question"]
        answer = desk.ask(asked)
        # The ranking is judged apart from the threshold: without an answer by its nearest.
        outcomes.append((record, answer.found, answer.quotes or answer.nearest))
        words += [len(quote.text.split()) for quote in answer.quotes]
    print("all:", figures(outcomes))
    held_out = [outcome for outcome in outcomes if not training_half(outcome[0]["id"])]
    print("held-out half:", figures(held_out))
    print(dated(outcomes), "held-out half:", dated(held_out))
    print(highlighted(outcomes), "held-out half:", highlighted(held_out))
    print(refused(outcomes), "held-out half:", refused(held_out))
    kinds = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome[0]["kind"]].append(outcome)
    for kind, group in sorted(kinds.items()):
        print(f"{kind}:", figures(group))
    print(
        f"words a quote: mean {sum(words) / max(1, len(words)):.1f}, most {max(words, default=0)}"
    )


if __name__ == "__main__":
    main()
