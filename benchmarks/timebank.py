"""Time expressions: TimeBank and AQUAINT by TempEval-3's scoring, recognizers' utterances, gold.

python -m benchmarks.timebank [--evaluation DIR]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

from assistant.answer.dates import article_dates, resolve_dates
from assistant.answer.timex.engine import readings
from assistant.models import Article
from benchmarks.collection import news_articles
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import share, training_half
from benchmarks.tempeval import Mark, Part, Score, measure, pairs, stories


def found_by_rules(text: str, published: date) -> list[Mark]:
    """Find what `assistant.resolve_dates` finds, with the type that its rules know.

    The two ends of a range stay apart, as they are annotated: TIMEX3 has no value for a range.
    """
    return [
        Mark(reading.start, reading.end, reading.kind, reading.value or "")
        for reading in readings(text, published)
    ]


def utterances(path: Path) -> Iterator[tuple[str, date, list[dict[str, Any]]]]:
    """Yield text, reference day and expected results of the recognizers' own test cases."""
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        reference = case.get("Context", {}).get("ReferenceDateTime", "")[:10]
        if reference:
            results = [result for result in case["Results"] if "End" in result]
            yield case["Input"], date.fromisoformat(reference), results


def expected_days(result: dict[str, Any]) -> set[tuple[date, date]]:
    """Return the days that a result allows, as first and last; none for times and lengths."""
    days = set()
    for value in (result.get("Resolution") or {}).get("values", []):
        if value.get("type") in ("date", "datetime") and value.get("value", "")[:4].isdigit():
            day = date.fromisoformat(value["value"][:10])
            days.add((day, day))
        if value.get("type") == "daterange" and {"start", "end"} <= value.keys():
            # The end of a range is the day after it.
            end = date.fromisoformat(value["end"]) - timedelta(days=1)
            days.add((date.fromisoformat(value["start"]), end))
    return days


def recognizers_rows(path: Path) -> str:
    """Measure on short utterances: spans, and days of what is a date or a range of dates."""
    score, right = Score(), []
    for text, reference, results in utterances(path):
        gold = [Mark(r["Start"], r["End"] + 1, "", "") for r in results]
        found = resolve_dates(text, reference)
        marks = [Mark(each.start, each.end, "", "") for each in found]
        score.gold += len(gold)
        score.found += len(marks)
        paired = dict(pairs(gold, marks))
        score.relaxed += len(paired)
        for result, mark in zip(results, gold, strict=True):
            days = expected_days(result)
            if days:
                own = [f for f in found if mark in paired and f.start == paired[mark].start]
                right.append(any((f.first, f.last) in days for f in own))
    return (
        f"recognizers, English: relaxed {score.f1(score.relaxed):.3f}, "
        f"days right {share(right):.3f} of {len(right)}"
    )


def gold_rows(folder: Path) -> list[str]:
    """Measure whether the resolved dates of the gold sentences hold the asked date exactly."""
    articles = {record["url"]: record for record in news_articles(folder)}
    outcomes: dict[bool, list[bool]] = {True: [], False: []}
    for record in records(folder / "gold" / "questions.jsonl"):
        if record.get("relative") and record.get("date"):
            right = _date_beside(_article(articles[record["url"]]), record)
            outcomes[training_half(record["id"])].append(right)
    return [
        f"gold, {name}: the asked date among the sentence's dates {share(half):.3f} (n={len(half)})"
        for name, half in (("training half", outcomes[True]), ("other half", outcomes[False]))
    ]


def _article(record: dict[str, Any]) -> Article:
    day = date.fromisoformat(record["published"][:10]) if record.get("published") else None
    return Article(record["url"], record["text"], record["title"], published=day)


def _date_beside(article: Article, record: dict[str, Any]) -> bool:
    first = date.fromisoformat(record["date"]["from"])
    last = date.fromisoformat(record["date"]["to"])
    return any(
        (each.first, each.last) == (first, last)
        and any(each.start < end and start < each.end for start, end in record["gold"])
        for each in article_dates(article)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    folder = evaluation_folder(parser.parse_args().evaluation)
    told = list(stories(folder / "timex"))
    started = time.process_time()
    everything = measure(told, found_by_rules)
    took = time.process_time() - started
    parts = {
        part: measure([story for story in told if story.part == part], found_by_rules)
        for part in get_args(Part)
    }
    for name, scores in (*parts.items(), ("all", everything)):
        for kind, score in scores.items():
            print(f"{name}, {kind}: {score.row()}")
    characters = sum(len(story.text) for story in told)
    print(f"processor time of an article of 6,000 characters: {6e6 * took / characters:.1f} ms")
    print(recognizers_rows(folder / "timex" / "recognizers" / "English_DateTimeModel.json"))
    print("\n".join(gold_rows(folder)))


if __name__ == "__main__":
    main()
