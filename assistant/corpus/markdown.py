"""Read Markdown with a YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from assistant.corpus.draft import Draft
from assistant.corpus.encoding import decode
from assistant.corpus.extra import require
from assistant.corpus.fragment import fragment_text
from assistant.corpus.records import FieldNames, read_fields
from assistant.corpus.streams import read_whole
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_DOCUMENT_BYTES

_BREAKS: Final = {"softbreak": " ", "hardbreak": "\n"}
_SHOWN: Final = frozenset({"text", "code_inline"})


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft]:
    """Yield the one article of a Markdown file."""
    yield read_markdown(decode(read_whole(stream, MAX_DOCUMENT_BYTES)), names)


def read_markdown(text: str, names: FieldNames) -> Draft:
    """Return the article: its front matter's fields, its text as plain paragraphs.

    The first heading is the title where the front matter has none; as the title it is not part of
    the text.

    Raises:
        Unreadable: the front matter is malformed.
    """
    about, body = _split(text)
    found = read_fields(about, names)
    found.pop("text", None)
    title, paragraphs = _paragraphs(body, found.get("title"))
    draft = Draft(text="\n\n".join(paragraphs), **found)
    return draft if draft.title else replace(draft, title=title)


def _split(text: str) -> tuple[dict[str, Any], str]:
    frontmatter = require("frontmatter", "Reading Markdown")
    yaml = require("yaml", "Reading Markdown")
    try:
        about, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError) as exc:
        raise Unreadable(f"malformed front matter: {' '.join(str(exc).split())[:200]}") from exc
    if not isinstance(about, dict):
        raise Unreadable("malformed front matter: not fields with values")
    return about, body


def _paragraphs(body: str, title: str | None) -> tuple[str | None, list[str]]:
    """Return the first heading, and the paragraphs without it where it is the title."""
    parser = require("markdown_it", "Reading Markdown").MarkdownIt("commonmark")
    paragraphs: list[str] = []
    heading: str | None = None
    opened = ""
    for token in parser.enable("table").parse(body):
        if token.type == "inline":
            text = _inline(token).strip()
            if opened == "heading_open" and heading is None and not paragraphs:
                heading = text
                if title is None or text == title:
                    continue
            paragraphs.append(text)
        elif token.type == "html_block":
            paragraphs.append(fragment_text(token.content))
        elif token.type in ("fence", "code_block"):
            paragraphs.append(token.content.strip("\n"))
        opened = token.type
    return heading, [paragraph for paragraph in paragraphs if paragraph]


def _inline(token: Any) -> str:
    """Return the text of an inline token; pictures go, links keep their words."""
    pieces = []
    for child in token.children or ():
        if child.type in _SHOWN:
            pieces.append(child.content)
        pieces.append(_BREAKS.get(child.type, ""))
    return "".join(pieces)
