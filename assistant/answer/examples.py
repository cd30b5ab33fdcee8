"""Makes example questions out of articles, for a reader who does not know the corpus yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from assistant.answer.words import STOP_WORDS
from assistant.models import Article

# Two or three capitalised words in running text: "Kim Jong-un", "North Korea", "Mike Pompeo".
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}\b")
_CALENDAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_PATTERNS = (
    "What did {name} say?",
    "When did {name} meet {other}?",
    "What is known about {name}?",
    "Where was {name}?",
)


def example_questions(articles: Sequence[Article]) -> Iterator[str]:
    """Yield questions on the names that the articles share most; the same articles, the same."""
    counts: Counter[str] = Counter()
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        found = set(_names(article.text))
        counts.update(found)
        for name in found:
            together[name].update(found - {name})
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    for number, name in enumerate(ranked):
        others = sorted(together[name], key=lambda other: (-together[name][other], other))
        pattern = _PATTERNS[number % len(_PATTERNS)]
        if others or "{other}" not in pattern:
            yield pattern.format(name=name, other=others[0] if others else "")


def _names(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        name = re.sub(r"[’']s$", "", match.group())
        if not _CALENDAR.search(name) and not any(w.lower() in STOP_WORDS for w in name.split()):
            yield name
