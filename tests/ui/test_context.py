from __future__ import annotations

import pytest

from assistant.errors import InvalidRequest
from assistant.ui.context import quote_context
from tests.ui.fake import FERRY, MARKED, FakeDesk

START = FERRY.text.index(MARKED)
END = START + len(MARKED)


def test_the_article_is_cut_at_the_quote() -> None:
    context = quote_context(FakeDesk(), [FERRY.id, START, END])
    assert context["quote"] == MARKED
    assert context["before"] + context["quote"] + context["after"] == FERRY.text
    assert context["title"] == FERRY.title
    assert context["byline"] == "Harbour Gazette · Ada Quill · published 11 May 2021, from the page"


@pytest.mark.parametrize(
    "request_",
    [
        None, 7, "x", {}, [], [FERRY.id], [FERRY.id, 0, 1, 2], (FERRY.id, 0, 1),
        [FERRY.id, "0", "1"], [FERRY.id, 0.0, 1.0], [FERRY.id, False, True], [FERRY.id, None, 1],
        [FERRY.id, -1, 1], [FERRY.id, 5, 5], [FERRY.id, 6, 5], [FERRY.id, 0, 10**30],
        [FERRY.id, 0, len(FERRY.text) + 1], ["", 0, 1], ["x" * 201, 0, 1], ["unknown", 0, 1],
        ["../../etc/passwd", 0, 1], [["nested"], 0, 1], [{"id": FERRY.id}, 0, 1],
    ],
)  # fmt: skip
def test_other_requests_are_refused(request_: object) -> None:
    with pytest.raises(InvalidRequest):
        quote_context(FakeDesk(), request_)
