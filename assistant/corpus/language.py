"""Name the language that a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from assistant.corpus.extra import require

# Below this many UTF-8 bytes of letters the guess is often wrong (a headline); bytes, because a
# Hangul syllable or a Han character says as much as three Latin letters.
_MIN_BYTES: Final = 60
# Enough to be sure of, and a few sentences beyond a headline or a byline in another language.
_SAMPLE: Final = 600
_CODE_LENGTH: Final = 2
_CODE: Final = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})*")


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`; None where it is too short to tell."""
    sample = text[:_SAMPLE]
    if len("".join(filter(str.isalpha, sample)).encode("utf-8", "ignore")) < _MIN_BYTES:
        return None
    return str(_classifier().classify(sample)[0])


def language_code(value: str | None) -> str | None:
    """Return the ISO 639-1 code in a tag such as `en-US`, or None."""
    match = _CODE.fullmatch((value or "").strip())
    return match[1].lower() if match else None


@cache
def _classifier() -> Any:
    langid = require("py3langid.langid", "Detecting a language")
    # Its own identifier: limiting the module's would limit the host application's too.
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    # Languages without an ISO 639-1 code are rarer than mistakes for them (Pidgin for English).
    identifier.set_languages([code for code in identifier.labels if len(code) == _CODE_LENGTH])
    return identifier
