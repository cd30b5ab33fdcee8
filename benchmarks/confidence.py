"""How far `score` can be believed, and what the threshold lets through; prints Markdown.

python -m benchmarks.confidence [--evaluation DIR] [--index DIR] [--squad2-index DIR] [--each 800]

Of each file the first `--each` questions by a hash of their ids are asked; the standard number
samples SQuAD 2 alone. "Held out" are questions that the reader was not trained on; so are all of
SQuAD 2 that are asked.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.evaluation.outcome import Outcome, measure
from assistant.evaluation.questions import EvalQuestion, parse_eval_question
from benchmarks import confidence_tables as tables
from benchmarks.collection import SQUAD2_URL, news_articles, open_index, squad2_articles
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import training_half


def questions(
    path: Path, limit: int, shape: Callable[[dict[str, Any]], dict[str, Any]] = dict
) -> list[EvalQuestion]:
    rows = sorted(
        (row for row in records(path) if not read_in_training(row)),
        key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest(),
    )
    return [parse_eval_question(json.dumps(shape(row))) for row in rows[:limit]]


def read_in_training(row: dict[str, Any]) -> bool:
    """Tell whether a question of SQuAD 2 is on an article that the reader was trained on."""
    paragraph = row.get("article")
    return paragraph is not None and training_half(paragraph.split("/")[0].replace("_", " "))


def _as_gold(row: dict[str, Any]) -> dict[str, Any]:
    asked = {"id": row["id"], "question": row["question"], "unanswerable": not row["answerable"]}
    spans = [[start, start + len(text)] for start, text in row["answers"]]
    texts = [text for _, text in row["answers"]]
    return asked | {"url": f"{SQUAD2_URL}{row['article']}", "gold": spans, "answer": texts}


def ask_all(
    desk: Assistant,
    path: Path,
    limit: int,
    shape: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> list[Outcome]:
    began = time.perf_counter()
    outcomes = measure(desk, questions(path, limit, shape))
    took = time.perf_counter() - began
    print(f"{path.parent.name}/{path.name}: {len(outcomes)} in {took:.0f} s", file=sys.stderr)
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    parser.add_argument("--squad2-index")
    parser.add_argument("--each", type=int, default=800)
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    desk = Assistant(open_index("news_qa", news_articles(folder), given.index))
    news = ask_all(desk, folder / "news_qa" / "questions.jsonl", given.each)
    news += ask_all(desk, folder / "news_qa" / "questions_without_article.jsonl", given.each)
    gold = ask_all(desk, folder / "gold" / "questions.jsonl", given.each)
    desk = Assistant(open_index("squad2", squad2_articles(folder), given.squad2_index))
    squad = ask_all(desk, folder / "squad2" / "questions.jsonl", given.each, _as_gold)
    sets = [
        ("news_qa", news),
        ("news_qa, held out", tables.held_out(news)),
        ("gold", gold),
        ("gold, held out", tables.held_out(gold)),
        ("squad2", squad),
    ]
    tables.print_areas(news, gold, squad)
    tables.print_calibration(sets)
    tables.print_reliability(tables.held_out([*news, *gold]))
    tables.print_recalibration([*news, *gold])
    tables.print_shipped(sets)
    tables.print_constants(news)
    tables.print_rival("gold", gold)
    tables.print_rival("gold, held out", tables.held_out(gold))
    tables.print_conformal(news)


if __name__ == "__main__":
    main()
