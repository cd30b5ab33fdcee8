from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.line_weights import WEIGHTS
from assistant.corpus.lines import split_lines
from assistant.corpus.odds import body_odds, neighbour_signals, weigh
from assistant.corpus.prose import prose
from assistant.corpus.signals import line_signals

LINES = st.lists(
    st.one_of(
        st.text(min_size=1),
        st.sampled_from(["  • Home", "12 comments", "The envoys spoke for two hours on Monday."]),
    ),
    min_size=1,
)


@given(LINES.map("\n".join), st.integers(0, 5))
def test_every_line_has_every_signal(text: str, title: int) -> None:
    lines = split_lines(text)
    if not lines:
        return
    signals = line_signals(lines, [prose(line) for line in lines], title % len(lines))
    assert set(WEIGHTS.first) == set(signals)
    assert set(WEIGHTS.second) == set(signals) | set(
        neighbour_signals(signals, weigh(signals, WEIGHTS.first))
    )
    assert all(column.shape == (len(lines),) for column in signals.values())
    assert np.isfinite(body_odds(signals, WEIGHTS)).all()


def test_remarks_of_readers_are_told_from_the_report() -> None:
    report = "The envoys spoke for two hours on Monday, and they agreed on little, he said.\n" * 3
    remark = "I never thought that they would agree on anything at all, did you?"
    lines = split_lines(f"{report}\n12 comments\n\nJo says:\n{remark}")
    signals = line_signals(lines, [prose(line) for line in lines], None)
    assert signals["after_comments"].tolist() == [0, 0, 0, 0, 1, 1]
    assert signals["remark"].tolist() == [0, 0, 0, 0, 1, 0]
