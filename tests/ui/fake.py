"""A desk with three reports and no engine; as a program it serves the page around itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from assistant.annotations import ResolvedDate, Speaker
from assistant.errors import InvalidRequest
from assistant.models import (
    Answer,
    Article,
    Citation,
    Interpretation,
    Quote,
    text_sha256,
)

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
    return Article(id=text_sha256(text)[:16], text=text, title=title, **fields)  # type: ignore[arg-type]


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


class FakeDesk:
    """Answers about the ferry; `asked` keeps (question, history)."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(self, question: str, *, history: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        read = Interpretation(kind="when", query=question.rstrip("?"))
        if "refused" in question:
            raise InvalidRequest(f"The question is refused: {question}")
        if "broken" in question:
            raise RuntimeError("a defect with a /secret/path")
        if "ferry" in question:
            return Answer(question, read, quotes=QUOTES, took_ms=12)
        return Answer(question, read, nearest=QUOTES[2:], took_ms=12)

    def article(self, article_id: str) -> Article | None:
        return {known.id: known for known in (FERRY, HOSTILE, BUDGET)}.get(article_id)

    def examples(self) -> list[str]:
        return ["When did the ferry Aurora reach Northport?", f"Who wrote {ATTACK[:40]}?"]


if __name__ == "__main__":
    from assistant.ui.server import serve_desk

    serve_desk(FakeDesk(), port=0, on_ready=lambda url: print(url, file=sys.stdout, flush=True))  # noqa: T201
