"""newsquote by its public interface, with its defaults (edge: files).

Its index is built by `build_index`, embedding included: it has no hook for vectors computed
beforehand. Passages come from `Retriever.search`, quotes from `Assistant.ask`, without the day of
the question, which the peers are not given either. Where `NEWSQUOTE_CHECKOUT` names a folder,
newsquote is imported from there.
"""

from __future__ import annotations

import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peers.protocol import WANTED, Found, serve

if checkout := os.environ.get("NEWSQUOTE_CHECKOUT"):
    sys.path.insert(0, checkout)
assistant: Any = import_module("assistant")


class Newsquote:
    """An index folder beside the corpus folder that it follows."""

    def __init__(self, workspace: Path) -> None:
        self._corpus = workspace / "corpus"
        self._index = workspace / "index"
        self._retriever: Any = None
        self._desk: Any = None

    def index(self, folder: Path) -> int:
        shutil.copytree(folder, self._corpus, dirs_exist_ok=True)
        assistant.build_index(self._corpus, self._index)
        self.open()
        return int(self._retriever.info().passages)

    def open(self) -> None:
        self._retriever = assistant.Retriever.open(self._index)
        self._desk = assistant.Assistant(self._retriever)

    def add(self, folder: Path) -> int:
        before = self._retriever.info().passages
        self.index(folder)
        return int(self._retriever.info().passages - before)

    def ask(self, question: str, kind: str) -> list[Found]:
        if kind == "passages":
            shown = self._retriever.search(question, k=WANTED)
        else:
            answer = self._desk.ask(question, k=WANTED)
            # As benchmarks.news_qa: the ranking is judged apart from the threshold.
            shown = answer.quotes or answer.nearest
        return [Found(one.text, _urls(one.article)) for one in shown]


def _urls(article: Any) -> tuple[str, ...]:
    reports = (article, *article.copies)
    return tuple(report.url for report in reports if report.url)


if __name__ == "__main__":
    serve(Newsquote)
