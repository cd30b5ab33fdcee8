from __future__ import annotations

import json
from datetime import date

from assistant.models import Citation
from assistant.overview import Listing, Overview


def test_an_overview_is_plain_json() -> None:
    held = Overview(
        3, 1, 9, "2026-05-04T10:00:00+00:00", "words", date(2018, 3, 28), date(2019, 2, 28), 1,
        sources=(("Post", 2),), unsourced=1, languages=(("en", 3),),
        months=(("2018-03", 1), ("2019-02", 1)), skipped=(("a.bin", "not text"),),
    )  # fmt: skip
    assert json.loads(json.dumps(held.to_dict())) == {
        "articles": 3,
        "copies": 1,
        "passages": 9,
        "built": "2026-05-04T10:00:00+00:00",
        "model": "words",
        "first": "2018-03-28",
        "last": "2019-02-28",
        "undated": 1,
        "sources": [{"name": "Post", "articles": 2}],
        "unsourced": 1,
        "languages": [{"name": "en", "articles": 3}],
        "months": [{"name": "2018-03", "articles": 1}, {"name": "2019-02", "articles": 1}],
        "skipped": [{"path": "a.bin", "why": "not text"}],
    }
    assert Overview(0, 0, 0, "", "").to_dict()["first"] is None


def test_a_listing_is_plain_json() -> None:
    one = Citation("a1", "Fire", published=date(2020, 1, 2))
    assert Listing(7, (one,)).to_dict() == {"total": 7, "articles": [one.to_dict()]}
