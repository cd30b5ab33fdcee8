"""Follow-up questions on real news: the words they lack, changes of subject, the right sentence.

    python -m benchmarks.news_follow_ups [--evaluation DIR] [--part dev|train] [--words] [--show N]

DIR holds the folder `news_follow_ups`, or is it, or is the evaluation folder beside `training`.
The history is what the page sends: the earlier questions and, behind the last, the text of the
quote shown for it. `--words` leaves out what needs an index and the reader.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer.question import understand
from assistant.answer.score import score_sentences
from assistant.assistant import Assistant
from assistant.models import Hit
from assistant.settings import MAX_RESULTS
from benchmarks.collection import open_index
from benchmarks.evaluation import BESIDE, records
from benchmarks.follow_ups import Added, figures, mean, stems_of
from benchmarks.silver import share

NAME = "news_follow_ups"
# So far back, a question is about another article.
STEP = 40
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the right sentence comes first: by the reading, as typed, by the stand-alone one."""

    read: bool
    typed: bool
    alone: bool


def follow_up_folder(given: str | None) -> Path:
    """Return the folder of the records, or end the program with a line that says it is absent."""
    start = Path(given) if given else BESIDE
    places = (start / NAME, start.parent / "training" / NAME, start)
    for place in places:
        if (place / "articles.jsonl.gz").is_file() and (place / "train.jsonl").is_file():
            return place
    sys.exit(f"No follow-up questions on news at {places[0]}. Give the folder: --evaluation DIR")


def load(folder: Path, part: str) -> tuple[list[Record], dict[str, Record]]:
    """Return the records of a part, each with its `leaning`, and their articles by address."""
    asked = list(records(folder / f"{part}.jsonl"))
    wanted = {record["url"] for record in asked}
    articles = {a["url"]: a for a in records(folder / "articles.jsonl.gz") if a["url"] in wanted}
    for record in asked:
        shown = articles[record["url"]]["text"][slice(*record["first_gold"])]
        record["leaning"] = [*record["history"], shown]
    return asked, articles


def reading(question: str, history: Sequence[str]) -> str:
    return understand(question, history).query


def changes_subject(record: Record) -> bool:
    return bool(record["standalone"] == record["question"])


def changes(folder: Path, part: str) -> Iterator[tuple[str, list[str]]]:
    """Yield news questions that stand alone, each behind another, half of it of its article.

    Those of one article are about one matter, and lean on nothing all the same.
    """
    home = folder.parent / "training" / "news_questions"
    texts = {a["url"]: a["text"] for a in records(home / "articles.jsonl.gz")}
    asked = [r for r in records(home / f"{part}.jsonl") if r["answerable"]]
    for index, record in enumerate(asked[STEP:], STEP):
        earlier = asked[index - (1 if index % 2 else STEP)]
        shown = texts[earlier["url"]][slice(*earlier["gold"][0])]
        yield record["question"], [earlier["question"], shown]


def added(record: Record, query: str) -> Added:
    """Return the stems that a person added, and those that the reading added."""
    asked = stems_of(record["question"])
    return Added(stems_of(record["standalone"]) - asked, stems_of(query) - asked)


def same_stems(record: Record, query: str) -> float:
    """Return the F1 of the stems of the whole reading."""
    found, wanted = stems_of(query), stems_of(record["standalone"])
    return 2 * len(found & wanted) / max(1, len(found) + len(wanted))


def report_words(asked: Sequence[Record], queries: Sequence[str]) -> None:
    pairs = list(zip(asked, queries, strict=True))
    print(f"added words: {figures([added(*pair) for pair in pairs])}")
    print(f"stems of the whole reading: F1 {mean(same_stems(*pair) for pair in pairs):.3f}")
    kept = [query == " ".join(r["question"].split()) for r, query in pairs if changes_subject(r)]
    print(f"changes of subject left alone: {share(kept):.3f} (n={len(kept)})")


def report_time(asked: Sequence[Record]) -> list[str]:
    """Return the readings, having said how long they take."""
    started = time.process_time()
    queries = [reading(record["question"], record["leaning"]) for record in asked]
    took = 1000 * (time.process_time() - started) / max(1, len(asked))
    print(f"processor time of a reading, first seen: {took:.2f} ms")
    return queries


def outcomes(asked: Sequence[Record], desk: Assistant) -> Iterator[tuple[Record, Outcome]]:
    for record in asked:
        if not record["answerable"]:
            continue
        by_query: dict[str, bool] = {}
        queries = (
            reading(record["question"], record["leaning"]),
            record["question"],
            record["standalone"],
        )
        for query in queries:
            if query not in by_query:
                by_query[query] = comes_first(query, record, desk)
        yield record, Outcome(*(by_query[query] for query in queries))


def comes_first(query: str, record: Record, desk: Assistant) -> bool:
    """Tell whether the right sentence comes first among the passages of its article."""
    hits: list[Hit] = [
        hit
        for hit in desk.retriever.search(query, k=MAX_RESULTS)
        if hit.article.url == record["url"]
    ]
    scored = score_sentences(understand(query), hits, desk.reader)
    if not scored:
        return False
    start, end = scored[0].candidate.span
    return any(start < last and first < end for first, last in record["gold"])


def report_sentences(found: Sequence[tuple[Record, Outcome]]) -> None:
    follow_ups = [outcome for record, outcome in found if not changes_subject(record)]
    for name, part in (("all", [outcome for _, outcome in found]), ("follow-ups", follow_ups)):
        read, typed, alone = (
            share([getattr(outcome, field) for outcome in part])
            for field in ("read", "typed", "alone")
        )
        print(
            f"right sentence first, {name}: {read:.3f}, as typed {typed:.3f}, asked stand-alone "
            f"{alone:.3f}; as a share of that {read / max(alone, 1e-9):.3f} (n={len(part)})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--words", action="store_true", help="measure the words only")
    parser.add_argument("--show", type=int, default=0, help="print so many readings (train only)")
    given = parser.parse_args()
    asked, articles = load(follow_up_folder(given.evaluation), given.part)
    queries = report_time(asked)
    report_words(asked, queries)
    shown = given.show if given.part == "train" else 0
    for record, query in list(zip(asked, queries, strict=True))[:shown]:
        print(f"{record['question']} -> {query}")
    if not given.words:
        index = open_index(f"{NAME}_{given.part}", articles.values(), None)
        report_sentences(list(outcomes(asked, Assistant(index))))


if __name__ == "__main__":
    main()
