"""Turn a piece of html (a feed entry, a table's field) into plain paragraphs."""

from __future__ import annotations

import re
from typing import Any, Final

from assistant.corpus.extra import require

_TAG: Final = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|li|h[1-6]|img|blockquote)\b[^<>]*>", re.I
)
_BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "fieldset", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
        "ol", "p", "pre", "section", "table", "tr", "td", "th", "ul",
    )
)  # fmt: skip
_UNREAD: Final = frozenset(
    ("script", "style", "noscript", "iframe", "object", "svg", "template", "head", "figcaption")
)
# Written deeper than any editor does; a parser's own limit is the same.
_MAX_DEPTH: Final = 250


def looks_like_html(text: str) -> bool:
    """Whether `text` is marked up, rather than plain with a stray `<`."""
    return bool(_TAG.search(text))


def fragment_text(html: str) -> str:
    """Return the paragraphs of a piece of html, separated by blank lines."""
    lxml_html = require("lxml.html", "Reading html")
    try:
        root = lxml_html.document_fromstring(f"<div>{html.replace(chr(0), '')}</div>")
    except (ValueError, require("lxml.etree", "Reading html").LxmlError):
        return ""
    pieces: list[str] = []
    _gather(root, pieces, 0)
    paragraphs = (_squeeze(paragraph) for paragraph in "".join(pieces).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _gather(element: Any, pieces: list[str], depth: int) -> None:
    """Append the text of `element`, with a NUL wherever a paragraph ends."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNREAD or depth > _MAX_DEPTH:
        return
    block = tag in _BLOCKS
    pieces.append("\0" if block else "\n" if tag == "br" else "")
    pieces.append(re.sub(r"\s+", " ", element.text or ""))
    for child in element:
        _gather(child, pieces, depth + 1)
        pieces.append(re.sub(r"\s+", " ", child.tail or ""))
    pieces.append("\0" if block else "")


def _squeeze(paragraph: str) -> str:
    # Two line breaks in a row are how old editors write a new paragraph.
    paragraph = re.sub(r"[ ]*\n[ ]*", "\n", re.sub(r" +", " ", paragraph)).strip()
    return re.sub(r"\n{2,}", "\n\n", paragraph)
