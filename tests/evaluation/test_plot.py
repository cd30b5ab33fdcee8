from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.errors import InvalidRequest, MissingExtra
from assistant.evaluation.plot import save_plot
from assistant.threshold import Threshold
from tests.evaluation.test_report import AT_HALF, outcomes

PROPOSED = Threshold(0.7001, 0.05, 19, 0, 0.0, 0.17, "measured on this index")


@pytest.mark.parametrize("proposed", [None, PROPOSED])
def test_a_png_is_written_without_a_display(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proposed: Threshold | None
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    path = tmp_path / "curves.png"
    save_plot(outcomes(), AT_HALF, proposed, path)
    assert path.read_bytes().startswith(b"\x89PNG\r\n")
    assert "matplotlib.pyplot" not in sys.modules


def test_a_set_of_one_can_be_drawn(tmp_path: Path) -> None:
    save_plot(outcomes()[:1], AT_HALF, None, tmp_path / "one.png")
    assert (tmp_path / "one.png").stat().st_size > 1000


def test_without_matplotlib_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtra, match=r"pip install 'newsquote\[plot\]'"):
        save_plot(outcomes(), AT_HALF, None, tmp_path / "curves.png")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="Cannot write the plot"):
        save_plot(outcomes(), AT_HALF, None, tmp_path / "none" / "curves.png")
