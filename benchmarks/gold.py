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
from benchmarks.silver import right_quote, share, training_half

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    desk = Assistant(open_index("news_qa", news_articles(folder), given.index))
    outcomes: list[Outcome] = []
    words = []
    for record in records(folder / "gold" / "questions.jsonl"):
        answer = desk.ask(record["question"])
        # The ranking is judged apart from the threshold: without an answer by its nearest.
        outcomes.append((record, answer.found, answer.quotes or answer.nearest))
        words += [len(quote.text.split()) for quote in answer.quotes]
    print("all:", figures(outcomes))
    print("held-out half:", figures([o for o in outcomes if not training_half(o[0]["id"])]))
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
