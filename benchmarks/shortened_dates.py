"""Full dates of news articles, shortened to a weekday or a month, and resolved again.

python -m benchmarks.shortened_dates [--evaluation DIR]

Articles write many dates out: "on Friday, March 9", "in May 2017". With the day or the year taken
away, the resolver has to find it again from the publication date and the verbs of the paragraph, or
of the whole article.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.answer.dates import resolve_dates
from benchmarks.collection import news_articles
from benchmarks.evaluation import evaluation_folder
from benchmarks.silver import share, training_half

_MONTHS = tuple(f"{date(2000, number, 1):%B}" for number in range(1, 13))
_NAMES = "|".join(_MONTHS)
_WEEKDAY = re.compile(
    r"\b(?P<kept>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? "
    rf"(?P<month>{_NAMES}|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.? (?P<day>\d{{1,2}})\b"
    r"(?:,? (?P<year>\d{4}))?,?(?! ?(?:to|through|-|–)\b)"
)
_MONTH = re.compile(
    r"\b(?<=in |by |to |of |on )"
    rf"(?P<kept>(?P<month>{_NAMES})(?: (?P<day>\d{{1,2}}))?),? (?P<year>20\d\d)\b,?"
)
# A weekday by itself is of the week before or after; a month without a year of the months near.
_NEAREST_DAYS = 6
_NEAREST_MONTHS = 8


@dataclass(frozen=True, slots=True)
class Shortened:
    """A text with a shortened date at `start`, and the first day that the date means."""

    text: str
    start: int
    means: date
    published: date


def shortened(
    text: str, published: date, pattern: re.Pattern[str], *, whole: bool = False
) -> Iterator[Shortened]:
    """Yield the paragraph of each date that `pattern` finds near the publication date.

    With `whole` it is the whole article, whose other dates stay as they are.
    """
    for match in pattern.finditer(text):
        means = _meant(match, published)
        if means is None:
            continue
        first = 0 if whole else text.rfind("\n", 0, match.start()) + 1
        last = len(text) if whole else text.find("\n", match.end())
        after = text[match.end() :] if last < 0 else text[match.end() : last]
        shorter = text[first : match.start()] + match["kept"] + after
        yield Shortened(shorter, match.start() - first, means, published)


def _meant(match: re.Match[str], published: date) -> date | None:
    month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(match["month"]))
    try:
        means = date(int(match["year"] or published.year), month, int(match["day"] or 1))
    except ValueError:
        return None
    if match.re is _WEEKDAY:
        near = abs((means - published).days) <= _NEAREST_DAYS
        return means if near and f"{means:%A}" == match["kept"] else None
    months = (means.year - published.year) * 12 + means.month - published.month
    return means if abs(months) <= _NEAREST_MONTHS else None


def is_right(case: Shortened) -> bool:
    """Tell whether the shortened date is found and begins on the day it means."""
    found = resolve_dates(case.text, case.published, part=(case.start, case.start + 1))
    return any(each.start <= case.start < each.end and each.first == case.means for each in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    folder: Path = evaluation_folder(parser.parse_args().evaluation)
    outcomes: dict[tuple[str, str, bool], list[bool]] = defaultdict(list)
    for record in news_articles(folder):
        if not record.get("published"):
            continue
        published = date.fromisoformat(record["published"][:10])
        for name, pattern in (("weekdays", _WEEKDAY), ("months", _MONTH)):
            for seen, whole in (("paragraph", False), ("whole article", True)):
                cases = shortened(record["text"], published, pattern, whole=whole)
                outcomes[seen, name, training_half(record["url"])] += map(is_right, cases)
    for (seen, name, looked_at), right in sorted(outcomes.items()):
        half_name = "half looked at" if looked_at else "other half"
        print(f"{seen}, {name}, {half_name}: right {share(right):.3f} (n={len(right)})")


if __name__ == "__main__":
    main()
