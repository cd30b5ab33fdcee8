from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Quote
from tests.test_bibtex import REPORT, answer

TEXTS = {"id", "type", "title", "container-title", "URL", "language", "note"}
DATES = {"issued", "accessed"}


def check(item: dict[str, Any]) -> None:
    """Check an item as the CSL-JSON schema has it."""
    assert {"id", "type"} <= set(item) <= TEXTS | DATES | {"author"}
    assert item["type"] == "article-newspaper"
    assert all(isinstance(item[name], str) and item[name] for name in TEXTS & set(item))
    for name in DATES & set(item):
        [parts] = item[name]["date-parts"]
        date(*parts)
    for person in item.get("author", []):
        assert set(person) in ({"family", "given"}, {"literal"})
        assert all(isinstance(part, str) and part for part in person.values())


def test_an_item_has_the_fields_of_a_report() -> None:
    report = replace(REPORT, language="en")
    [item] = answer(report).to_csl(accessed=date(2024, 1, 2))
    check(item)
    assert item == {
        "id": "theecho-2020-0a1b2c3d4e5f6a7b",
        "type": "article-newspaper",
        "title": "Bread_100% {sold}",
        "container-title": "The Echo",
        "author": [
            {"family": "Brook", "given": "Ada"},
            {"family": "van der Berg", "given": "Jan"},
        ],
        "issued": {"date-parts": [[2020, 2, 3]]},
        "accessed": {"date-parts": [[2024, 1, 2]]},
        "URL": "https://echo.example/a_{b}?c=%20",
        "language": "en",
        "note": "“Ada’s 50% & {more} bread. It sold out.”",
    }


def test_each_article_is_one_item_with_its_quotes() -> None:
    other = replace(REPORT, id="ffff")
    both = replace(
        answer(REPORT),
        quotes=(
            Quote(REPORT, 0, 4, "Ada’", 0.9),
            Quote(other, 0, 3, "Ada", 0.8),
            Quote(REPORT, 4, 5, "s", 0.5),
        ),
    )
    items = both.to_csl()
    assert [item["note"] for item in items] == ["“Ada’”\n“s”", "“Ada”"]
    assert len({item["id"] for item in items}) == 2
    assert replace(both, quotes=(), nearest=both.quotes).to_csl() == []


@given(st.text(min_size=1).filter(str.strip), st.text(), st.dates() | st.none())
def test_any_report_is_a_valid_item(text: str, field: str, day: date | None) -> None:
    report = replace(
        REPORT, text=text, title=field, source=field, author=field, url=field, published=day
    )
    [item] = json.loads(json.dumps(answer(report).to_csl(accessed=day)))
    check(item)
