"""Time expressions: TimeBank and AQUAINT by TempEval-3's scoring, recognizers' utterances, gold.

python -m benchmarks.timebank [--evaluation DIR]
"""

from __future__ import annotations

import argparse
import json
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assistant.answer.dates import article_dates, resolve_dates
from assistant.answer.timex.engine import readings
from assistant.answer.timex.ranges import join_ranges
from assistant.models import Article
from benchmarks.collection import news_articles
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import share, training_half

CORPORA = ("TimeBank", "AQUAINT")


@dataclass(frozen=True, slots=True)
class Mark:
    """A time expression as annotated or found: its slice, TIMEX3 type and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Story:
    """A news story with its annotated time expressions; `created` is its creation day."""

    name: str
    text: str
    created: date
    marks: tuple[Mark, ...]

    @property
    def developed_on(self) -> bool:
        """Whether rules were written with this story's errors in view."""
        return training_half(self.name)


Finder = Callable[[str, date], Sequence[Mark]]


def stories(folder: Path) -> Iterator[Story]:
    """Yield the stories of TimeBank and AQUAINT under `folder`; only their body is scored."""
    for corpus in CORPORA:
        for path in sorted((folder / corpus).glob("*.tml")):
            yield read_story(path)


def read_story(path: Path) -> Story:
    """Read a TimeML file; offsets are those of its TEXT without markup."""
    root = ET.parse(path).getroot()
    body, created = root.find("TEXT"), root.find(".//DCT/TIMEX3")
    if body is None or created is None:
        raise ValueError(f"No TEXT or creation time in {path}. Leave it out of the folder.")
    parts: list[str] = []
    marks: list[Mark] = []
    _walk(body, parts, marks)
    day = date.fromisoformat(created.get("value", "")[:10])
    return Story(path.name, "".join(parts), day, tuple(marks))


def _walk(element: ET.Element, parts: list[str], marks: list[Mark]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts, marks)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        kind, value = element.get("type", ""), element.get("value", "")
        marks.append(Mark(start, sum(map(len, parts)), kind, value))


@dataclass(slots=True)
class Score:
    """Counts of TempEval-3's entity scoring; F1 from them."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    valued: int = 0

    def f1(self, right: int) -> float:
        """Return the F1 of `right` matches."""
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def row(self) -> str:
        """Return the figures as a row of a table."""
        precision = self.relaxed / max(1, self.found)
        recall = self.relaxed / max(1, self.gold)
        return (
            f"strict {self.f1(self.strict):.3f}, relaxed {self.f1(self.relaxed):.3f} "
            f"(P {precision:.3f} R {recall:.3f}), value {self.f1(self.valued):.3f}, "
            f"n={self.gold}"
        )


def pairs(gold: Sequence[Mark], found: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Pair each gold mark with at most one found mark: the same span first, then any overlap."""
    free = list(found)
    paired: list[tuple[Mark, Mark]] = []
    for same in (True, False):
        for mark in gold:
            if any(mark is known for known, _ in paired):
                continue
            for other in free:
                equal = (mark.start, mark.end) == (other.start, other.end)
                if equal if same else (mark.start < other.end and other.start < mark.end):
                    paired.append((mark, other))
                    free.remove(other)
                    break
    return paired


def measure(told: Sequence[Story], find: Finder) -> dict[str, Score]:
    """Score a finder over stories: under "all", and under each type (gold's and found's own)."""
    scores: dict[str, Score] = defaultdict(Score)
    for story in told:
        found = list(find(story.text, story.created))
        for mark in story.marks:
            scores["all"].gold += 1
            scores[mark.kind].gold += 1
        for mark in found:
            scores["all"].found += 1
            scores[mark.kind].found += 1
        for gold, mark in pairs(story.marks, found):
            for score in (scores["all"], scores[gold.kind]):
                same = (gold.start, gold.end) == (mark.start, mark.end)
                score.strict += same
                score.relaxed += 1
                score.valued += gold.value == mark.value
    return dict(scores)


def found_by_rules(text: str, published: date) -> list[Mark]:
    """Find what `assistant.resolve_dates` finds, with the type that its rules know."""
    return [
        Mark(reading.start, reading.end, reading.kind, reading.value or "")
        for reading in join_ranges(text, readings(text, published))
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
    developed = [story for story in told if story.developed_on]
    held_out = [story for story in told if not story.developed_on]
    started = time.process_time()
    everything = measure(told, found_by_rules)
    took = time.process_time() - started
    for name, scores in (
        ("developed on", measure(developed, found_by_rules)),
        ("held out", measure(held_out, found_by_rules)),
        ("all", everything),
    ):
        for kind, score in scores.items():
            print(f"{name}, {kind}: {score.row()}")
    characters = sum(len(story.text) for story in told)
    print(f"processor time of an article of 6,000 characters: {6e6 * took / characters:.1f} ms")
    print(recognizers_rows(folder / "timex" / "recognizers" / "English_DateTimeModel.json"))
    print("\n".join(gold_rows(folder)))


if __name__ == "__main__":
    main()
