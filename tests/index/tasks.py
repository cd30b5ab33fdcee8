"""What the tests of worker processes run in them: found there by name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.errors import CorpusError, MissingExtra
from assistant.models import Article, Skipped


class Crooked(Exception):
    """Cannot be made again from its arguments."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def count_to(number: int) -> Iterator[int]:
    yield from range(number)


def process_of(_: object) -> Iterator[int]:
    yield os.getpid()


def chatter(number: int) -> Iterator[int]:
    print("a library's own words")  # noqa: T201
    yield number


def give_what_cannot_be_sent(_: object) -> Iterator[Any]:
    yield 1
    yield lambda: None


def fail(kind: str) -> Iterator[int]:
    yield 1
    errors: dict[str, Exception] = {
        "plain": ValueError("half an hour"),
        "own": CorpusError("no corpus"),
        "extra": MissingExtra("Reading", "index"),
        "crooked": Crooked("a", "b"),
    }
    raise errors[kind]


def die(after: int) -> Iterator[int]:
    yield from range(after)
    os._exit(7)


def read_lines(file: CorpusFile, fields: FieldNames) -> Iterable[Article | Skipped]:
    """Read a file of one article a line; an empty line is skipped, `die` ends the process."""
    for number, line in enumerate(Path(file.path).read_text(encoding="utf-8").splitlines(), 1):
        if line == "die":
            os._exit(9)
        path = f"{file.name}#{number}"
        if line:
            yield Article(id=path, text=line, title=fields.title[0] if fields.title else "")
        else:
            yield Skipped(path, "empty")


def sign(text: str) -> bytes:
    return text[:5].encode()
