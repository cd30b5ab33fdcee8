"""An open assistant over the sample corpus, which the adapters share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant

QUESTION = "when did Kim visit China"
UNANSWERED = "who won the world chess championship in 1985"


@pytest.fixture(scope="session")
def desk(workspace: Path) -> Iterator[Assistant]:
    with Assistant.open(workspace / "index") as opened:
        yield opened


def check_slice(desk: Assistant, text: str, metadata: dict[str, Any]) -> None:
    """Hold what every framework gets against the article it is from."""
    article = desk.article(metadata["article"])
    assert article is not None
    assert article.text[metadata["start"] : metadata["end"]] == text
    assert metadata["sha256"] == article.sha256
    assert metadata["title"] == article.title
    assert article.title in metadata["citation"]
    for resolved in metadata["dates"]:
        assert metadata["start"] <= resolved["start"] < resolved["end"] <= metadata["end"]
        assert article.text[resolved["start"] : resolved["end"]] == resolved["text"]
