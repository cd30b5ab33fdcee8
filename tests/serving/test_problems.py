"""How errors are told: each expected one in its own words, the others not at all."""

from __future__ import annotations

import pytest

from assistant.errors import (
    Busy,
    IndexDamaged,
    InvalidRequest,
    NewsquoteError,
    NotFound,
    QuoteMismatch,
    TimeUp,
)
from assistant.serving.problems import UNEXPECTED, refusal


@pytest.mark.parametrize(
    ("kind", "status", "headers"),
    [
        (InvalidRequest, 422, {}),
        (NotFound, 404, {}),
        (Busy, 503, {"Retry-After": "1"}),
        (TimeUp, 504, {}),
    ],
)
def test_an_expected_error_is_told(
    kind: type[NewsquoteError],
    status: int,
    headers: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    told = refusal(kind("First.\n Then this."), "GET /api/ask")
    assert (told.status, told.line, told.headers) == (status, "First. Then this.", headers)
    assert caplog.records == []


@pytest.mark.parametrize("kind", [RuntimeError, OSError, IndexDamaged, QuoteMismatch])
def test_any_other_is_logged(kind: type[Exception], caplog: pytest.LogCaptureFixture) -> None:
    error = kind("/secret/path")
    told = refusal(error, "GET /api/ask")
    assert (told.status, told.line, told.headers) == (500, UNEXPECTED, {})
    [record] = caplog.records
    assert record.getMessage() == "GET /api/ask failed"
    assert record.exc_info is not None
    assert record.exc_info[1] is error
