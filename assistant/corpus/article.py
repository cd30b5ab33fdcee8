"""Turn what a reader understood into an article."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from assistant.corpus.draft import Draft
from assistant.corpus.encoding import clean_text
from assistant.corpus.language import detect_language, language_code
from assistant.corpus.unreadable import Unreadable
from assistant.models import Article, PublishedBasis, text_sha256

# 64 bits: among a million articles a clash has a chance of one in forty million.
_ID_DIGITS: Final = 16
# A headline is shorter; what is longer is a page's text in the wrong field.
_MAX_TITLE: Final = 300
# Long enough to recognise the article by, where its own first words must name it.
_MADE_TITLE: Final = 90
_MAX_FIELD: Final = 200
_MAX_URL: Final = 2_048
_SENTENCE: Final = re.compile(r".{15,}?[.!?。](?=\s|$)")


def to_article(draft: Draft, path: str, stem: str) -> Article:
    """Return `draft` as an article with clean fields; `stem` titles a body that has no words to.

    Raises:
        Unreadable: there is no text.
    """
    text = clean_body(draft.text)
    if not any(map(str.isalnum, text)):
        raise Unreadable("empty: no text in it")
    url = clean_url(draft.url)
    basis: PublishedBasis = draft.published_basis if draft.published else "unknown"
    return Article(
        id=text_sha256(text)[:_ID_DIGITS],
        text=text,
        title=_one_line(draft.title, _MAX_TITLE) or _made_title(text) or stem,
        source=_one_line(draft.source, _MAX_FIELD) or _host(url),
        author=_one_line(draft.author, _MAX_FIELD),
        published=draft.published,
        published_basis=basis,
        url=url,
        path=path,
        language=detect_language(text) or language_code(draft.language),
    )


def clean_body(text: str) -> str:
    """Return `text` without control characters; paragraphs a blank line apart."""
    paragraphs: list[list[str]] = [[]]
    for line in clean_text(text).split("\n"):
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\n".join(lines).strip() for lines in paragraphs if lines)


def clean_url(url: str | None) -> str | None:
    """Return `url` if it is an absolute web address, so that showing it as a link is safe."""
    url = (url or "").strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    fits = parts.scheme in ("http", "https") and parts.netloc and len(url) <= _MAX_URL
    return url if fits and url.isprintable() and not re.search(r"[\s<>\"]", url) else None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _one_line(value: str | None, longest: int) -> str | None:
    line = " ".join(clean_text(value or "").split())
    return _cut(line, longest) or None


def _made_title(text: str) -> str:
    line = " ".join(text.split("\n", 1)[0].split())
    sentence = _SENTENCE.match(line[: 2 * _MADE_TITLE])
    return _cut(sentence[0] if sentence else line, _MADE_TITLE)


def _cut(line: str, longest: int) -> str:
    if len(line) <= longest:
        return line
    return (line[: longest - 1].rsplit(" ", 1)[0] or line[: longest - 1]).rstrip(" ,;:") + "…"
