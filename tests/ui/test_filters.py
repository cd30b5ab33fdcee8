from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import InvalidRequest
from assistant.ui.filters import Filters


def test_filters_of_a_request() -> None:
    request = {
        "since": " 2018-01-02 ", "until": None, "source": ["A", " ", "A", "B"], "language": [],
    }  # fmt: skip
    filters = Filters.of(request)
    assert filters == Filters(since="2018-01-02", source=("A", "B"))
    assert filters.arguments() == {
        "since": "2018-01-02", "until": None, "source": ["A", "B"], "language": None,
    }  # fmt: skip


def test_no_filters_pass_everything() -> None:
    assert Filters.of({}) == Filters()
    assert Filters().chips() == []
    assert not any(Filters().arguments().values())


@pytest.mark.parametrize(
    "request_", [{"since": 5}, {"until": ["x"]}, {"source": "A"}, {"source": [1]},
                 {"language": {"a": 1}}]
)  # fmt: skip
def test_filters_of_another_type_are_refused(request_: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest):
        Filters.of(request_)
