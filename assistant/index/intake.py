"""Bring a ledger up to date with the files of a corpus; only touched files are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.index.article_ledger import ArticleLedger
from assistant.index.parts import Progress
from assistant.index.work.workers import Workers

# Read again by a build that goes on after a kill: some seconds of work.
ITEMS_A_COMMIT: Final = 4_096


@dataclass(frozen=True, slots=True)
class Differing:
    """Files to read, and names of files that are gone."""

    touched: Sequence[CorpusFile]
    gone: Sequence[str]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.touched or self.gone)


def differing(files: Iterable[CorpusFile], stamps: Iterator[tuple[str, str]]) -> Differing:
    """Compare the files of a corpus with the stamps of those read, both in order of name."""
    touched: list[CorpusFile] = []
    gone: list[str] = []
    name, stamp = next(stamps, (None, ""))
    for file in files:
        while name is not None and name < file.name:
            gone.append(name)
            name, stamp = next(stamps, (None, ""))
        if name != file.name or stamp != file.stamp:
            touched.append(file)
        if name == file.name:
            name, stamp = next(stamps, (None, ""))
    while name is not None:
        gone.append(name)
        name, stamp = next(stamps, (None, ""))
    return Differing(touched, gone)


def read_files(
    ledger: ArticleLedger,
    files: Differing,
    workers: Workers,
    fields: FieldNames,
    on_progress: Progress,
    before: int = 0,
) -> None:
    """Read what differs into the ledger; `before` files were read by a build that was stopped."""
    for name in files.gone:
        ledger.forget_file(name)
    done, total, items, begun = before, before + len(files.touched), 0, ""
    on_progress("read", done, total)
    for part in workers.read(files.touched, fields) if files.touched else ():
        if begun != part.name:
            ledger.forget_file(part.name)
            begun = part.name
        ledger.add(part.name, part.items, part.signatures)
        items += max(1, len(part.items))
        if part.last:
            ledger.end_file(part.name, part.stamp)
            begun, done = "", done + 1
            on_progress("read", done, total)
        if items >= ITEMS_A_COMMIT:
            ledger.commit()
            items = 0
    ledger.commit()
