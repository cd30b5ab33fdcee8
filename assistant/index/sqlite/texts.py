"""Article texts in files that only grow, and never change once a state is complete (edge: files).

A record is a CRC-32, a MinHash signature and a zlib-compressed text; the catalogue keeps where it
lies. States share the files by hard links, so an update writes only the texts that are new.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BufferedWriter
from pathlib import Path
from threading import Lock
from typing import Final

from assistant.errors import IndexDamaged

TEXTS_FOLDER: Final = "texts"
# A file beyond this is ended and the next one begun, so that dropping dead texts rewrites a part.
FILE_BYTES: Final = 2**30
# News shrinks to .42 at level 3 in half the time that level 6 takes for .40.
_LEVEL: Final = 3
_CRC_BYTES: Final = 4
# Files below this are merged when they become many; a larger one is worth no copy.
_MERGED_BYTES: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: number of the file, bytes from its start, lengths in bytes."""

    file: int
    offset: int
    signature: int
    text: int

    @property
    def length(self) -> int:
        """Length of the whole record."""
        return _CRC_BYTES + self.signature + self.text


def file_name(number: int) -> str:
    """Return the name of a text file."""
    return f"{number:06d}.texts"


def files_to_rewrite(sizes: Mapping[int, int], living: Mapping[int, int]) -> list[int]:
    """Return the files whose records should be written anew, all into one file.

    These are files of which less than half lives, and the newest ones where they are of like size:
    so each record is rewritten a few times, and there are few files after any number of updates.
    Both arguments are bytes by number of the file.
    """
    chosen = {number for number, size in sizes.items() if 2 * living.get(number, 0) < size}
    newest, together = sorted(sizes, reverse=True), 0
    for place, number in enumerate(newest):
        if sizes[number] > _MERGED_BYTES or (place and sizes[number] > 2 * together):
            break
        together += sizes[number]
        if place:
            chosen |= {newest[0], number}
    return sorted(chosen)


class TextFiles:
    """The text files of a state, all open, so that they answer even after they are removed.

    Reads name their own offset, so threads and forked processes share the handles.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handles: dict[int, int] = {}
        self._lock = Lock()
        for path in sorted(folder.glob("*.texts")):
            self._open(int(path.stem))

    def text(self, place: Place) -> str:
        """Return a text.

        Raises:
            IndexDamaged: the bytes are not those that were written.
        """
        record = self._record(place)
        packed = record[_CRC_BYTES + place.signature :]
        try:
            return zlib.decompress(packed).decode("utf-8")
        except (zlib.error, UnicodeDecodeError) as exc:
            raise _damaged(place) from exc

    def signature(self, place: Place) -> bytes:
        """Return a text's signature.

        Raises:
            IndexDamaged: the bytes are not those that were written.
        """
        return self._record(place)[_CRC_BYTES : _CRC_BYTES + place.signature]

    def sizes(self) -> dict[int, int]:
        """Return the size in bytes of each file in the folder, by its number."""
        return {int(path.stem): path.stat().st_size for path in self._folder.glob("*.texts")}

    def record(self, place: Place) -> bytes:
        """Return a whole record, for a `TextWriter` to copy.

        Raises:
            IndexDamaged: the bytes are not those that were written.
        """
        return self._record(place)

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            while self._handles:
                os.close(self._handles.popitem()[1])

    def _open(self, number: int) -> int:
        with self._lock:
            if number not in self._handles:
                path = self._folder / file_name(number)
                self._handles[number] = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            return self._handles[number]

    def _record(self, place: Place) -> bytes:
        handle = self._handles.get(place.file)
        try:
            record = self._read(self._open(place.file) if handle is None else handle, place)
        except OSError as exc:
            raise _damaged(place) from exc
        if zlib.crc32(record[_CRC_BYTES:]) != int.from_bytes(record[:_CRC_BYTES], "little"):
            raise _damaged(place)
        return record

    def _read(self, handle: int, place: Place) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(handle, place.length, place.offset)
        with self._lock:  # Windows has no pread
            os.lseek(handle, place.offset, os.SEEK_SET)
            return os.read(handle, place.length)


class TextWriter:
    """Appends records to new files of a state that is being made."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        # What a killed build left of its last file stays as it is: no record is half trusted.
        self._number = max((int(path.stem) for path in folder.glob("*.texts")), default=0)
        self._offset = 0
        self._file: BufferedWriter | None = None
        self._dirty = False

    def append(self, signature: bytes, text: str) -> Place:
        """Write a record."""
        packed = zlib.compress(text.encode("utf-8"), _LEVEL)
        content = signature + packed
        checked = zlib.crc32(content).to_bytes(_CRC_BYTES, "little") + content
        return self.copy(checked, len(signature))

    def copy(self, record: bytes, signature: int) -> Place:
        """Write a record as it is, with a signature of so many bytes."""
        if self._file is None or self._offset > FILE_BYTES:
            self._file = self._next()
        text = len(record) - _CRC_BYTES - signature
        place = Place(self._number, self._offset, signature, text)
        self._file.write(record)
        self._offset += place.length
        self._dirty = True
        return place

    def flush(self, *, durable: bool = False) -> None:
        """Make what was written readable, and safe from a loss of power if `durable`."""
        if self._file is not None and self._dirty:
            self._file.flush()
            if durable:
                os.fsync(self._file.fileno())
                self._dirty = False

    def close(self) -> None:
        """Write everything out and close."""
        if self._file is not None:
            self.flush(durable=True)
            self._file.close()
            self._file = None

    def _next(self) -> BufferedWriter:
        self.close()
        self._number += 1
        self._offset = 0
        return (self._folder / file_name(self._number)).open("xb")


def _damaged(place: Place) -> IndexDamaged:
    name = f"{TEXTS_FOLDER}/{file_name(place.file)}"
    return IndexDamaged(
        f"The index is damaged: a text in {name} at {place.offset} differs from what was written. "
        "Check it: newsquote verify"
    )
