from __future__ import annotations

import pytest

from assistant.errors import InvalidRequest
from assistant.service.limits import Limits


@pytest.mark.parametrize(
    "wrong",
    [{"parallel": 0}, {"seconds": 0}, {"seconds": -1.0}, {"seconds": float("nan")},
     {"body_bytes": 0}, {"per_minute": 0}, {"waiting": -1}],
)  # fmt: skip
def test_a_limit_that_lets_nothing_through_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidRequest, match=next(iter(wrong))):
        Limits(**wrong)  # type: ignore[arg-type]


def test_nobody_need_wait() -> None:
    assert Limits(waiting=0, per_minute=None).waiting == 0
