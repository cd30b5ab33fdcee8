from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dates import resolve_dates

# A Thursday.
PUBLISHED = date(2018, 3, 29)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("A vigil will be held for the victims of Monday's fire.", "2018-03-26"),
        ("A march to honour the victims of Tuesday's mill explosion is planned.", "2018-03-27"),
        ("The team expects to learn from Sunday's heavy loss.", "2018-03-25"),
        ("They will remember those who died in the July flood.", "2017-07-01"),
        ("A judge will hear the survivors of the Dec. 12 crash.", "2017-12-12"),
        ("The bank expects growth of 2 percent, down from its December estimate.", "2017-12-01"),
        ("Growth will be below its November forecast.", "2017-11-01"),
        ("Sales may turn out lower than in October.", "2017-10-01"),
        ("Sales may be weak compared with December.", "2017-12-01"),
        ("The bridge has been closed since Monday and will reopen soon.", "2018-03-26"),
    ],
)
def test_what_has_happened_lies_behind_whatever_the_verbs_say(text: str, first: str) -> None:
    [found] = resolve_dates(text, PUBLISHED)
    assert str(found.first) == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("They will attend Monday's game.", "2018-04-02"),
        ("The agency will publish its December report.", "2018-12-01"),
        ("The fee must be paid no later than Monday.", "2018-04-02"),
        ("The committee will meet in December.", "2018-12-01"),
        ("The forecast will be renewed in December.", "2018-12-01"),
    ],
)
def test_what_is_planned_stays_ahead(text: str, first: str) -> None:
    [found] = resolve_dates(text, PUBLISHED)
    assert str(found.first) == first
