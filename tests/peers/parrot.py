"""A driver that says what it hears, for the tests of the conversation."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.peers.protocol import Found, read_articles, serve


class Parrot:
    """Keeps the titles of articles in a file."""

    def __init__(self, workspace: Path) -> None:
        self._file = workspace / "index" / "titles.txt"
        self._titles: list[str] = []

    def index(self, folder: Path) -> int:
        self._titles = [record["title"] for record in read_articles(folder)]
        self._file.parent.mkdir()
        self._file.write_text("\n".join(self._titles), encoding="utf-8")
        sys.stdout.write("What a library prints must not be taken for a reply.\n")
        return len(self._titles)

    def open(self) -> None:
        self._titles = self._file.read_text(encoding="utf-8").splitlines()

    def add(self, folder: Path) -> int:
        raise OSError("The perch is full.")

    def ask(self, question: str, kind: str) -> list[Found]:
        return [Found(f"{kind}: {question} {title}", ()) for title in self._titles]


if __name__ == "__main__":
    serve(Parrot)
