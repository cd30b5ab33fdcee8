"""Edge module (streams): read no more than the limits allow."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_FREE_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK: Final = 65_536


def read_whole(stream: BinaryIO, limit: int) -> bytes:
    """Return all bytes of `stream`.

    Raises:
        Unreadable: there are none, or more than `limit`.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"too large: more than {limit // 2**20} MB for one document")
    if not data.strip():
        raise Unreadable("empty")
    return data


def read_lines(stream: BinaryIO, limit: int) -> Iterator[bytes | Unreadable]:
    """Yield the lines of `stream`; one longer than `limit` bytes is passed over and told of."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield Unreadable(f"too large: a line of more than {limit // 2**20} MB")


class Unpacked(io.RawIOBase):
    """A decompressed stream that refuses to grow beyond the limits.

    `packed` returns how many compressed bytes were taken so far (or in all).
    """

    def __init__(self, stream: BinaryIO, packed: Callable[[], int]) -> None:
        super().__init__()
        self._stream = stream
        self._packed = packed
        self._size = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill `buffer` with the next bytes; raise `Unreadable` beyond a limit."""
        view = memoryview(buffer)
        data = self._stream.read(min(len(view), _CHUNK))
        view[: len(data)] = data
        self._size += len(data)
        check_growth(self._size, self._packed())
        return len(data)


def check_growth(size: int, packed: int) -> None:
    """Raise `Unreadable` if `packed` bytes grew to a `size` that no article collection has."""
    if size > MAX_UNPACKED_BYTES:
        raise Unreadable(f"too large: more than {MAX_UNPACKED_BYTES // 2**30} GB unpacked")
    if size > RATIO_FREE_BYTES and size > MAX_RATIO * max(packed, 1):
        raise Unreadable(f"packed more than {MAX_RATIO} to 1: looks like an archive bomb")
