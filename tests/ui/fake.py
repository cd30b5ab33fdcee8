"""A desk with three reports and no engine; as a program it serves the page around itself."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from assistant.annotations import Claim, Disagreement, Event, ResolvedDate, Speaker
from assistant.errors import InvalidRequest
from assistant.models import (
    Answer,
    Article,
    Citation,
    Hit,
    Interpretation,
    Quote,
    text_sha256,
)
from assistant.overview import Listing, Overview
from assistant.service.desk import Day, Names

FILLER = "\n\n".join(
    f"Paragraph {number} speaks of the harbour budget, the ferry timetable and the new lighthouse, "
    "and it is long enough to make the reader scroll."
    for number in range(1, 25)
)
MARKED = "The ferry Aurora reached Northport on Sunday with 112 passengers."
FERRY_TEXT = f"{FILLER}\n\n{MARKED} It had left two days late.\n\n{FILLER}"
ATTACK = (
    '<script>window.hacked=1</script><img src=x onerror="window.hacked=2">${window.hacked=3}`${1}` '
    "{{#with this}}{{lookup . 'constructor'}}{{/with}} {{{value}}} @children </blockquote></dialog>"
    "&lt;b&gt; &amp;amp; \u202eright to left\u202c 'single' \"double\" \\u003cimg\\u003e 🛳️é"
)


def article(text: str, title: str, **fields: object) -> Article:
    known = {"language": "en", **fields}
    return Article(id=text_sha256(text)[:16], text=text, title=title, **known)  # type: ignore[arg-type]


FERRY = article(
    FERRY_TEXT,
    "Ferry Aurora ends its crossing",
    source="Harbour Gazette",
    author="Ada Quill",
    published=date(2021, 5, 11),
    published_basis="page",
    url="https://example.org/ferry?a=1&b=2",
    copies=(
        Citation(
            id="c1", title="Aurora in port", source="Coast Daily", url="https://example.net/a"
        ),
        Citation(id="c2", title="Aurora arrives", source="Isle Post", published=date(2021, 5, 12)),
    ),
)
HOSTILE = article(
    f"Notice. {ATTACK} The end.",
    f"Title {ATTACK}",
    source=f"Source {ATTACK}",
    author=f"Author {ATTACK}",
    url="javascript:window.hacked=4",
)
BUDGET = article(
    "The council passed the harbour budget after a long night. Nobody spoke against it.",
    "Council passes budget",
    source="Isle Post",
    published=date(2020, 1, 2),
    published_basis="metadata",
)


def quote(source: Article, text: str, marked: str, score: float, **fields: object) -> Quote:
    start = source.text.index(text)
    first = source.text.index(marked, start)
    highlights = ((first, first + len(marked)),)
    return Quote(source, start, start + len(text), text, score, highlights, **fields)  # type: ignore[arg-type]


SPEAKER = Speaker(ATTACK, 0, len(ATTACK), ATTACK, direct=False)
SUNDAY = FERRY_TEXT.index("Sunday")
QUOTES = (
    quote(
        FERRY,
        MARKED,
        "on Sunday",
        0.91,
        dates=(
            ResolvedDate(
                SUNDAY, SUNDAY + 6, "Sunday", "2021-05-09", date(2021, 5, 9), date(2021, 5, 9),
                "relative to publication 2021-05-11",
            ),
        ),
    ),
    quote(HOSTILE, HOSTILE.text, "<script>window.hacked=1</script>", 0.55, speaker=SPEAKER),
    quote(BUDGET, "Nobody spoke against it.", "Nobody", 0.3),
)  # fmt: skip
LATE = quote(FERRY, "It had left two days late.", "two days late", 0.6)

ARTICLES = (FERRY, HOSTILE, BUDGET)
BUILT = "2021-06-01T08:00:00+00:00"
TIMELINE = (
    Event("2020-01-02", date(2020, 1, 2), date(2020, 1, 2), (3,)),
    Event("2021-05-09", date(2021, 5, 9), date(2021, 5, 9), (1,)),
)
PASSENGERS = FERRY_TEXT.index("112 passengers")
NOBODY = BUDGET.text.index("Nobody")
DISAGREEMENTS = (
    Disagreement(
        "number",
        (
            Claim(1, PASSENGERS, PASSENGERS + 14, "112 passengers", "112"),
            Claim(3, NOBODY, NOBODY + 6, "Nobody", "0", later=True),
        ),
    ),
)


T = TypeVar("T")


class FakeDesk:
    """Answers about the ferry; `asked` keeps (question, history), `filters` what else was given.

    A question with "ferry" has quotes, one with "twice" two of one article, one with "timeline"
    also events, one with "disagree" also a disagreement. "refused" is refused, "broken" is a
    defect, anything else has no answer. A question that begins with "And" is read as a follow-up
    of the first of the history.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.filters: list[dict[str, Any]] = []

    def ask(
        self,
        question: str,
        k: int = 5,
        since: Day = None,
        until: Day = None,
        source: Names = None,
        history: Sequence[str] = (),
        *,
        language: Names = None,
        asked: Day = None,
        id: str | None = None,
    ) -> Answer:
        self.asked.append((question, tuple(history)))
        first, last, outlets, tongues = _day(since), _day(until), _names(source), _names(language)
        self.filters.append(
            {"k": k, "since": first, "until": last, "source": outlets, "language": tongues}
        )
        if "refused" in question:
            raise InvalidRequest(f"The question is refused: {question}")
        if "broken" in question:
            raise RuntimeError("a defect with a /secret/path")
        query = question.rstrip("?")
        if history and question.startswith("And "):
            query = f"{history[0].rstrip('?')} {question[4:]}"
        read = Interpretation(
            "when", query, first, last, names=("Aurora",), words=("ferry",), source=outlets,
            language=tongues,
        )  # fmt: skip
        quotes = (QUOTES[0], LATE) if "twice" in query else QUOTES
        kept = _kept(quotes, lambda quote: quote.article, first, last, outlets, tongues)
        if "ferry" not in query or not kept:
            return Answer(question, read, nearest=tuple(kept[-1:]), took_ms=12, id=id)
        whole = len(kept) == len(QUOTES) <= k
        return Answer(
            question,
            read,
            quotes=tuple(kept[:k]),
            timeline=TIMELINE if whole and "timeline" in query else (),
            disagreements=DISAGREEMENTS if whole and "disagree" in query else (),
            took_ms=12,
            id=id,
        )

    def search(
        self,
        query: str,
        k: int = 10,
        since: Day = None,
        until: Day = None,
        source: Names = None,
        *,
        language: Names = None,
        asked: Day = None,
        read: bool = True,
    ) -> list[Hit]:
        hits = [Hit(q.article, q.start, q.end, q.score, q.score, q.score) for q in QUOTES]
        outlets, tongues = _names(source), _names(language)
        return _kept(hits, lambda hit: hit.article, _day(since), _day(until), outlets, tongues)[:k]

    def article(self, article_id: str) -> Article | None:
        return {known.id: known for known in ARTICLES}.get(article_id)

    def articles(
        self,
        matching: str = "",
        *,
        since: Day = None,
        until: Day = None,
        source: Names = None,
        language: Names = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing:
        outlets, tongues = _names(source), _names(language)
        kept = _kept(ARTICLES, lambda known: known, _day(since), _day(until), outlets, tongues)
        words = matching.casefold().split()
        found = [each for each in kept if all(word in each.title.casefold() for word in words)]
        found.sort(key=lambda each: each.published or date.min, reverse=True)
        page = found[offset : offset + limit]
        return Listing(len(found), tuple(each.citation for each in page))

    def overview(self) -> Overview:
        days = sorted(each.published for each in ARTICLES if each.published)
        months = Counter(f"{day:%Y-%m}" for day in days)
        return Overview(
            articles=len(ARTICLES),
            copies=len(FERRY.copies),
            passages=20,
            built=BUILT,
            model="fake",
            first=days[0],
            last=days[-1],
            undated=len(ARTICLES) - len(days),
            sources=tuple((each.source or "", 1) for each in ARTICLES),
            languages=(("en", len(ARTICLES)),),
            months=tuple(sorted(months.items())),
            skipped=((f"broken {ATTACK}.pdf", f"not a PDF {ATTACK}"),),
        )

    def examples(self, n: int = 4) -> list[str]:
        return ["When did the ferry Aurora reach Northport?", f"Who wrote {ATTACK[:40]}?"][:n]


def _day(given: Day) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else given


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def _kept(
    items: Iterable[T],
    article_of: Callable[[T], Article],
    since: date | None,
    until: date | None,
    outlets: tuple[str, ...],
    languages: tuple[str, ...],
) -> list[T]:
    def passes(known: Article) -> bool:
        day = known.published
        return (
            (since is None or (day is not None and day >= since))
            and (until is None or (day is not None and day <= until))
            and (not outlets or known.source in outlets)
            and (not languages or known.language in languages)
        )

    return [item for item in items if passes(article_of(item))]


if __name__ == "__main__":
    from assistant.serving.options import ServeOptions
    from assistant.serving.server import serve_desk

    serve_desk(
        FakeDesk(),
        ServeOptions(port=0, feedback=Path(sys.argv[1]) if sys.argv[1:] else None),
        on_ready=lambda url: print(url, file=sys.stdout, flush=True),  # noqa: T201
    )
