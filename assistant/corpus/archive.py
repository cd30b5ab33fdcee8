"""Read the members of an archive, one after another; nothing is written to disk."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from assistant.corpus.encoding import clean_text
from assistant.corpus.files import is_ignored
from assistant.corpus.formats import archive_kind
from assistant.corpus.streams import Unpacked, check_growth
from assistant.corpus.unreadable import Unreadable
from assistant.models import Skipped
from assistant.settings import MAX_MEMBERS, MAX_UNPACKED_BYTES

_BUFFER: Final = 65_536
_ENCRYPTED: Final = 0x1
# macOS adds a folder of resource forks to the archives it makes.
_FORKS: Final = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `stream` is to be read before the next member is asked for."""

    name: str
    stream: BinaryIO


def members(stream: BinaryIO, kind: str) -> Iterator[Member | Skipped]:
    """Yield the files of an archive of this kind, or why one is skipped (`path` is its name).

    Raises:
        Unreadable: the archive is malformed, or grows beyond the limits.
    """
    found = _zipped(stream) if kind == ".zip" else _tarred(stream, gzipped=kind != ".tar")
    try:
        for count, member in enumerate(found, 1):
            if count > MAX_MEMBERS:
                raise Unreadable(f"more than {MAX_MEMBERS} members: unpack it into the corpus")
            name = member.name if isinstance(member, Member) else member.path
            if _is_ignored(name):
                continue
            if archive_kind(name):
                yield Skipped(name, "an archive within an archive")
            else:
                yield member
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as exc:
        raise Unreadable(f"malformed archive: {exc}") from exc


def _is_ignored(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") and part != ".." for part in parts)
    return hidden or _FORKS in parts or is_ignored(name)


def _printable(name: str) -> str:
    """Return a member's name without what could not be stored or printed."""
    return clean_text(name.encode("utf-8", "replace").decode("utf-8")).replace("\n", " ")


def _zipped(stream: BinaryIO) -> Iterator[Member | Skipped]:
    total = 0
    with zipfile.ZipFile(stream) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            total += entry.file_size
            try:
                if total > MAX_UNPACKED_BYTES:
                    raise Unreadable(f"more than {MAX_UNPACKED_BYTES // 2**30} GB unpacked")
                check_growth(entry.file_size, entry.compress_size)
                if entry.flag_bits & _ENCRYPTED:
                    raise Unreadable("encrypted")
                with archive.open(entry) as packed:
                    yield Member(_printable(entry.filename), _limited(packed, entry.compress_size))
            except (Unreadable, NotImplementedError, RuntimeError, zipfile.BadZipFile) as why:
                yield Skipped(_printable(entry.filename), str(why))


def _limited(packed: object, size: int) -> BinaryIO:
    # The header's size can lie, so what comes out is counted too.
    return io.BufferedReader(Unpacked(packed, lambda: size), _BUFFER)  # type: ignore[arg-type]


def _tarred(stream: BinaryIO, *, gzipped: bool) -> Iterator[Member | Skipped]:
    if gzipped:
        unpacked = Unpacked(gzip.GzipFile(fileobj=stream, mode="rb"), stream.tell)  # type: ignore[arg-type]
        stream = io.BufferedReader(unpacked, _BUFFER)
    # "r|": in the order of the file, without going back.
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for entry in archive:
            if not entry.isreg():
                continue
            inner = archive.extractfile(entry)
            if inner is not None:
                yield Member(_printable(entry.name), inner)  # type: ignore[arg-type]
