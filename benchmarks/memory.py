"""Memory of one process that answers many different questions: it must not grow.

python -m benchmarks.memory --index DIR [--evaluation DIR] [--questions N]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from assistant.assistant import Assistant
from assistant.settings import MAX_QUESTION_CHARACTERS
from benchmarks.evaluation import evaluation_folder, records

QUESTIONS = 2_000
# What is loaded on first use (models, caches, arenas) is there by then.
WARM = 200
EVERY = 100
MOST_GROWTH = 0.10
# Those about the news first; the others are asked too, and mostly not answered.
FILES = (
    ("news_qa/questions.jsonl", "question"),
    ("news_qa/questions_without_article.jsonl", "question"),
    ("gold/questions.jsonl", "question"),
    ("follow_ups/canard.jsonl", "rewrite"),
    ("squad2/questions.jsonl", "question"),
)


def different_questions(evaluation: Path) -> Iterator[str]:
    """Yield each question of the evaluation data once."""
    seen: set[str] = set()
    for name, field in FILES:
        for record in records(evaluation / name):
            question = " ".join(record[field].split())
            if 0 < len(question) <= MAX_QUESTION_CHARACTERS and question not in seen:
                seen.add(question)
                yield question


def resident_mib() -> float:
    """Return the resident memory of this process (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(desk: Assistant, questions: list[str]) -> list[tuple[int, float]]:
    """Return (questions asked, MiB resident) after every hundred."""
    found = []
    for number, question in enumerate(questions, 1):
        desk.ask(question)
        if number % EVERY == 0:
            found.append((number, resident_mib()))
            print(f"{number:5} questions  {found[-1][1]:7.1f} MiB", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", required=True)
    parser.add_argument("--evaluation")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    arguments = parser.parse_args()
    source = different_questions(evaluation_folder(arguments.evaluation))
    questions = list(islice(source, arguments.questions))
    with Assistant.open(arguments.index) as desk:
        found = measure(desk, questions)
    warm = next((mib for number, mib in found if number >= WARM), None)
    if warm is None:
        sys.exit(f"{len(questions)} questions are too few. Ask at least {WARM}.")
    highest = max(mib for number, mib in found if number >= WARM)
    growth = highest / warm - 1
    print(f"{len(questions)} different questions; after {WARM}: {warm:.1f} MiB")
    print(f"highest after: {highest:.1f} MiB ({growth:+.1%}; at most {MOST_GROWTH:+.0%})")
    sys.exit(1 if growth > MOST_GROWTH else 0)


if __name__ == "__main__":
    main()
