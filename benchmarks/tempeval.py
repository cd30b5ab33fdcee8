"""TimeML stories and TempEval-3's scoring of time expressions (files).

Its scorer (`evaluate_entities.py` of the tempeval3 toolkit) counts a value that is the same string.
Beside it are counted values that are spelled otherwise and denote the same days or length, and
those that lie in what the annotation leaves open.
"""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from benchmarks.silver import training_half

CORPORA = ("TimeBank", "AQUAINT")
_LENGTH = re.compile(r"P(?P<clock>T?)(?P<number>\d+(?:\.\d+)?)(?P<unit>DE|WE|NI|MO|[A-Z])")
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "DE": 120, "C": 1200, "L": 12000}
_SECONDS = {"TS": 1, "TM": 60, "TH": 3600, "D": 86400, "W": 7 * 86400}
# The time of a day; the first digits of a week; what stands for any month, day or last digit.
_CLOCK = re.compile(r"(?<=\d{4}-\d\d-\d\d)T.*")
_SHORT_WEEK = re.compile(r"(\d{4}-W)(\d)(?!\d)")
_OPEN_YEAR = re.compile(r"\d\d")
_OPEN_END = re.compile(r"(?:(?<=\d)X{1,2})?(?:-XX){0,2}$")
Part = Literal["developed on", "read later", "held out"]


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
    def part(self) -> Part:
        """The part by a hash of the name: its half from the start, or one of two quarters.

        The errors of "developed on" were in view from the start, those of "read later" in a
        second round; no sentence of "held out" was ever read.
        """
        if training_half(self.name):
            return "developed on"
        second_bit = hashlib.sha256(self.name.encode()).digest()[0] // 2 % 2
        return "read later" if second_bit else "held out"


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
    same: int = 0
    allowed: int = 0

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
            f"same days {self.f1(self.same):.3f}, allowed {self.f1(self.allowed):.3f}, "
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


def plain_value(value: str) -> str:
    """Return one spelling for the values of the same calendar days, or of the same length.

    `1949-XX` is `1949` (all of its months), `2000-W7` is `2000-W07`, `P1E` is `P10Y`, and a time
    of the day gives way to its day. `1989-WXX` is a week of that year that is not told: it is no
    other value. The rule holds for what is annotated and for what is found.
    """
    length = _LENGTH.fullmatch(value)
    if length:
        number, unit = length["number"], length["clock"] + length["unit"]
        months, seconds = _MONTHS.get(unit), _SECONDS.get(unit)
        if months:
            return f"P{float(number) * months:g}M"
        return f"PT{float(number) * seconds:g}S" if seconds else value
    day = _CLOCK.sub("", value)
    day = _SHORT_WEEK.sub(r"\g<1>0\2", day)
    return _OPEN_END.sub("", day) if _OPEN_YEAR.match(day) else day


def allows(annotated: str, found: str) -> bool:
    """Tell whether a value lies in what the annotation leaves open: `1989-W44` in `1989-WXX`."""
    given, own = plain_value(annotated), plain_value(found)
    partly = _OPEN_YEAR.match(given) and re.fullmatch(given.replace("X", r"\d"), own)
    return given == own or bool(partly)


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
                score.same += plain_value(gold.value) == plain_value(mark.value)
                score.allowed += allows(gold.value, mark.value)
    return dict(scores)
