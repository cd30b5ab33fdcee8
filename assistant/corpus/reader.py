"""Edge module (files): read a file, a folder or a stream into articles."""

from __future__ import annotations

import gzip
import io
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from assistant.corpus import jsonlines
from assistant.corpus.archive import Member, members
from assistant.corpus.article import to_article
from assistant.corpus.files import CorpusFile, find_files
from assistant.corpus.formats import Format, Found, archive_kind, format_of, stem_of
from assistant.corpus.records import DEFAULT_FIELDS, FieldNames
from assistant.corpus.sidecar import read_sidecar, with_sidecar
from assistant.corpus.streams import Unpacked, read_whole
from assistant.corpus.unreadable import Unreadable
from assistant.errors import NewsquoteError
from assistant.models import Article, Skipped
from assistant.settings import MAX_PARSED_BYTES

_BUFFER: Final = 65_536


def read(path: Path, fields: FieldNames = DEFAULT_FIELDS) -> Iterator[Article | Skipped]:
    """Yield the articles of a file or of all files under a folder, in the order of their names.

    Raises:
        CorpusError: there is nothing at `path`, or it cannot be listed.
        MissingExtra: reading is not installed.
    """
    for file in find_files(path):
        yield from read_file(file, fields)


def read_file(file: CorpusFile, fields: FieldNames = DEFAULT_FIELDS) -> Iterator[Article | Skipped]:
    """Yield the articles of one file; what cannot be used is `Skipped` with its reason.

    Raises:
        MissingExtra: reading is not installed.
    """
    try:
        _refuse_special(file.path)
        overrides = read_sidecar(file.sidecar) if file.sidecar else {}
        with file.path.open("rb") as stream:
            if kind := archive_kind(file.name):
                for member in members(stream, kind):
                    yield from _read_member(file.name, member, fields, overrides)
            else:
                yield from _read_named(stream, file.name, file.name, fields, overrides)
    except Unreadable as why:
        yield Skipped(file.name, str(why))
    except OSError as exc:
        yield Skipped(file.name, f"cannot be read: {exc.strerror or exc}")


def read_stream(
    stream: BinaryIO, name: str = "-", fields: FieldNames = DEFAULT_FIELDS
) -> Iterator[Article | Skipped]:
    """Yield the articles of a stream of JSON lines; `name` stands for its path.

    Raises:
        MissingExtra: reading is not installed.
    """
    found = jsonlines.read_stream(stream, fields)
    yield from _finish(found, name, name, {}, many=True)


def _refuse_special(path: Path) -> None:
    """Refuse what would never end (a pipe, a device) and name what is not there."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        next(path.iterdir(), None)  # says why a folder cannot be listed
        raise Unreadable("a folder")
    if not stat.S_ISREG(mode):
        raise Unreadable("not a regular file")


def _read_member(
    archive: str, member: Member | Skipped, fields: FieldNames, overrides: dict[str, Any]
) -> Iterator[Article | Skipped]:
    path = f"{archive}!/{member.name if isinstance(member, Member) else member.path}"
    if isinstance(member, Skipped):
        yield Skipped(path, member.why)
        return
    try:
        yield from _read_named(member.stream, member.name, path, fields, overrides)
    except Unreadable as why:
        yield Skipped(path, str(why))


def _read_named(
    stream: BinaryIO, name: str, path: str, fields: FieldNames, overrides: dict[str, Any]
) -> Iterator[Article | Skipped]:
    """Yield the articles of an open file that is no archive."""
    kind, gzipped = format_of(name)
    found = _found(stream, kind, fields, gzipped=gzipped)
    yield from _finish(found, path, stem_of(name), overrides, many=kind.many)


def _found(stream: BinaryIO, kind: Format, fields: FieldNames, *, gzipped: bool) -> Iterator[Found]:
    # A .warc.gz is a chain of gzip members that its own reader takes apart.
    if gzipped and kind.module != "warc":
        stream = _gunzipped(stream)
    if kind.seeks and (gzipped or not stream.seekable()):
        stream = io.BytesIO(read_whole(stream, MAX_PARSED_BYTES))
    yield from kind.read(stream, fields)


def _gunzipped(packed: BinaryIO) -> BinaryIO:
    unpacked = Unpacked(gzip.GzipFile(fileobj=packed, mode="rb"), packed.tell)  # type: ignore[arg-type]
    return io.BufferedReader(unpacked, _BUFFER)


def _finish(
    found: Iterator[Found], path: str, stem: str, overrides: dict[str, Any], *, many: bool
) -> Iterator[Article | Skipped]:
    """Turn what a reader found into articles, counting records from 1 where there are many."""
    for number, draft in enumerate(_guarded(found), 1):
        here = f"{path}#{number}" if many else path
        try:
            if isinstance(draft, Unreadable):
                raise draft
            yield to_article(with_sidecar(draft, overrides), here, stem)
        except Unreadable as why:
            yield Skipped(here, str(why))


def _guarded(found: Iterator[Found]) -> Iterator[Found]:
    """Yield from a reader; whatever a parser throws at a hostile file ends that file alone."""
    try:
        yield from found
    except (NewsquoteError, ImportError):
        raise
    except EOFError as exc:
        raise Unreadable("cut off: the file ends too early") from exc
    except Exception as exc:
        if isinstance(exc, OSError) and exc.errno:
            raise  # the disk's fault, not the file's
        # The parsers are other people's, the files anybody's: no list of errors would be complete.
        raise Unreadable(f"malformed: {type(exc).__name__}: {str(exc)[:200]}") from exc
