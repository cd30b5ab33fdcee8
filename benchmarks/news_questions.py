"""Hand-written questions on news, half of them look-alikes: the right sentence, and false answers.

    python -m benchmarks.news_questions [--part dev] [--evaluation DIR] [--index DIR] [--small]

They are asked of an index of their articles and the 4,000 of news_qa. `dev` is for choosing;
"scorer" is the part of the training questions that the sentence scorer is fitted on.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.models import Quote, Span
from assistant.retriever import Retriever
from benchmarks.collection import open_questions
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.gold import figures, highlighted, refused
from benchmarks.silver import scorer_part, typed_small

PARTS = ("dev", "scorer", "reader")
Record = dict[str, Any]


def questions(evaluation: Path, retriever: Retriever, part: str) -> Iterator[Record]:
    """Yield the questions of a part, shaped like those of `gold`.

    `gold` holds offsets into the article as the index has it, `answer` the answering words.
    """
    folder = evaluation.parent / "training" / "news_questions"
    texts = {a["url"]: a["text"] for a in records(folder / "articles.jsonl.gz")}
    cleaned = {a.url: a.text for a in retriever.sample(retriever.count())}
    for record in records(folder / ("dev.jsonl" if part == "dev" else "train.jsonl")):
        url = record["url"]
        if url in cleaned and (part == "dev" or scorer_part(url) == (part == "scorer")):
            yield _shaped(record, texts[url], cleaned[url])


def _shaped(record: Record, text: str, cleaned: str) -> Record:
    spans = [moved(span, text, cleaned) for span in record.get("gold") or ()]
    words = [text[slice(*record["answer"])]] if record.get("answer") else []
    return {
        **record,
        "gold": [span for span in spans if span],
        "answer": words,
        "unanswerable": not record["answerable"],
    }


def moved(span: Sequence[int] | None, text: str, cleaned: str) -> Span | None:
    """Return where a slice of the record's text stands in the text that was indexed."""
    if not span:
        return None
    piece = text[slice(*span)]
    places = [match.start() for match in re.finditer(re.escape(piece), cleaned)]
    at = min(places, key=lambda place: abs(place - span[0]), default=None)
    return None if at is None else (at, at + len(piece))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="dev")
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    parser.add_argument("--small", action="store_true", help="ask in lower case, without marks")
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    evaluation = evaluation_folder(given.evaluation)
    retriever = open_questions(evaluation, given.index)
    desk = Assistant(retriever)
    outcomes: list[tuple[Record, bool, tuple[Quote, ...]]] = []
    for record in list(questions(evaluation, retriever, given.part))[: given.limit]:
        asked = typed_small(record["question"]) if given.small else record["question"]
        answer = desk.ask(asked)
        outcomes.append((record, answer.found, answer.quotes or answer.nearest))
    print(f"{given.part}:", figures(outcomes))
    print(refused(outcomes))
    print(highlighted(outcomes))


if __name__ == "__main__":
    main()
