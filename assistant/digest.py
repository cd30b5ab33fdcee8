"""The digests of a text and of a saved answer.

That of an answer tells an altered one where no text can (a score, a highlight).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

# The time an answer took is no part of it: the same answer has the same digest.
_LEFT_OUT: Final = frozenset({"took_ms", "digest"})


def text_sha256(text: str) -> str:
    """Return the hex sha256 of the UTF-8 bytes of `text`."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def answer_digest(data: Mapping[str, Any]) -> str:
    """Return the hex sha256 of an answer in its JSON form, without `took_ms` and `digest`.

    It is taken over JSON with sorted keys, no blanks and only ASCII, whole numbers without a
    decimal point, so that another program may write the answer anew. It is no signature: whoever
    alters an answer on purpose can renew it.
    """
    kept = {key: _plain(value) for key, value in data.items() if key not in _LEFT_OUT}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
