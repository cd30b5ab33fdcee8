"""Where a Milvus collection is, as one URI says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from assistant.errors import InvalidRequest

SCHEMES: Final = ("milvus+http", "milvus+https", "milvus+file")
DEFAULT_PORT: Final = {"http": 19530, "https": 443}
# AUTOINDEX is all that hosted Milvus has; DISKANN is for more vectors than memory.
INDEXES: Final = ("FLAT", "HNSW", "IVF_FLAT", "IVF_SQ8", "DISKANN", "AUTOINDEX")
# What Milvus accepts as the name of a collection or a database.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,254}")
_EXAMPLE: Final = "milvus+http://host:19530/collection"


@dataclass(frozen=True, slots=True)
class MilvusAddress:
    """A collection of a server (`endpoint`) or of a milvus-lite folder (`path`).

    `index` is the vector index of a collection that is made; `None` leaves it to the kind of
    server. `text` has the server search words too.
    """

    collection: str
    endpoint: str | None = None
    path: Path | None = None
    database: str = ""
    index: str | None = None
    text: bool = False

    def __str__(self) -> str:
        """Name the collection, as a message shows it."""
        place = str(self.path) if self.endpoint is None else self.endpoint
        return "/".join(part for part in (place, self.database, self.collection) if part)


def milvus_address(uri: str) -> MilvusAddress:
    """Return what a URI names.

    `milvus+http://host:19530/collection`, `milvus+https://host/database/collection`,
    `milvus+file:///folder/path.db/collection`; after a `?`, `index=` one of `INDEXES`, and
    `text=server`.

    Raises:
        InvalidRequest: it names no collection, or holds a password.
    """
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError as exc:
        raise InvalidRequest(f"The Milvus address has {exc}. Write {_EXAMPLE}") from exc
    if "@" in parts.netloc:
        # An address stands in the manifest and in messages, so this one is not repeated either.
        raise InvalidRequest(
            "The Milvus address holds a user or a password. Set MILVUS_TOKEN=user:password instead."
        )
    if parts.scheme not in SCHEMES or parts.fragment:
        raise _unreadable(uri)
    index, text = _options(parts, uri)
    scheme = parts.scheme.removeprefix("milvus+")
    if scheme == "file":
        path, collection = _file(parts, uri)
        return MilvusAddress(collection, path=path, index=index, text=text)
    endpoint = f"{scheme}://{_host(parts, uri)}:{port or DEFAULT_PORT[scheme]}"
    *database, collection = _names(parts.path, uri)
    return MilvusAddress(collection, endpoint, None, "".join(database), index, text)


def _host(parts: SplitResult, uri: str) -> str:
    if not parts.hostname:
        raise _unreadable(uri)
    return f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname


def _names(path: str, uri: str) -> list[str]:
    names = path.strip("/").split("/")
    if len(names) > 2 or not all(_NAME.fullmatch(name) for name in names):
        raise _unreadable(uri)
    return names


def _file(parts: SplitResult, uri: str) -> tuple[Path, str]:
    if parts.netloc not in ("", "localhost"):
        raise InvalidRequest(
            f"{uri!r} names a host. Write milvus+file:///folder/path.db/collection"
        )
    path, _, name = unquote(parts.path).rpartition("/")
    if not path or not _NAME.fullmatch(name):
        raise InvalidRequest(
            f"{uri!r} names no collection. Write milvus+file:///folder/path.db/collection"
        )
    return Path(path), name


def _options(parts: SplitResult, uri: str) -> tuple[str | None, bool]:
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    index, text = given.pop("index", None), given.pop("text", None)
    if given or index not in (None, *INDEXES) or text not in (None, "server"):
        raise InvalidRequest(
            f"{uri!r} has an unknown option. Known: index={'|'.join(INDEXES)}, text=server"
        )
    return index, text is not None


def _unreadable(uri: str) -> InvalidRequest:
    return InvalidRequest(f"{uri!r} is no address of a Milvus collection. Write {_EXAMPLE}")
