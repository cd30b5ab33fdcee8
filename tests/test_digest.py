from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.digest import answer_digest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.text(), JSON))
def test_it_survives_being_written_and_read(data: dict[str, object]) -> None:
    written = json.dumps(data, ensure_ascii=False, indent=1)
    assert answer_digest(json.loads(written)) == answer_digest(data)


def test_time_taken_order_and_decimals_do_not_count() -> None:
    assert answer_digest({"a": 1, "b": [0.5, 2.0], "took_ms": 3, "digest": "x"}) == answer_digest(
        {"b": (0.5, 2), "a": 1.0}
    )


def test_everything_else_counts() -> None:
    said: list[dict[str, Any]] = [
        {"a": 1},
        {"a": "1"},
        {"a": True},
        {"a": None},
        {"a": [1]},
        {"b": 1},
        {"a": 1.5},
        {},
    ]
    assert len({answer_digest(data) for data in said}) == len(said)
