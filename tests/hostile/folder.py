"""A corpus folder of hostile articles, in the forms in which collections have them."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.hostile import BY_ID, HUGE

SENTENCE: Final = "The harbour office of Northport wrote on its board: {} and the ferry left late."
NEXT: Final = "The mayor said that the repairs of the lighthouse would end in May."


def body(text: str) -> str:
    """Return two sentences, the first with `text` within."""
    return f"{SENTENCE.format(text)} {NEXT}"


def write_corpus(folder: Path) -> None:
    """Write every string as body, title, source, author and address.

    `plain.jsonl` has them as they are, `marked.jsonl` as html says them, `texts/ID.txt` as the text
    of a page, and `long/ID.txt` the long ones.
    """
    for name in ("texts", "long"):
        (folder / name).mkdir(parents=True)
    fields = {
        identity: {"title": text, "source": text, "author": text, "url": text}
        for identity, text in BY_ID.items()
    }
    plain = ({**fields[key], "text": body(text)} for key, text in BY_ID.items())
    marked = (
        {**fields[key], "text": f"<p>{html.escape(body(text))}</p>"} for key, text in BY_ID.items()
    )
    _write_lines(folder / "plain.jsonl", plain)
    _write_lines(folder / "marked.jsonl", marked)
    for identity, text in BY_ID.items():
        page = f"Title: Board {identity}\nSource: Courier\n\n{body(text)}\n"
        (folder / "texts" / f"{identity}.txt").write_bytes(page.encode())
    for identity, text in HUGE.items():
        (folder / "long" / f"{identity}.txt").write_bytes(body(text).encode())


def _write_lines(path: Path, records: Iterable[dict[str, str]]) -> None:
    lines = (json.dumps(record) for record in records)
    path.write_text("\n".join(lines), encoding="utf-8")
