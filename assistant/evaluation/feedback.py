"""Keeps what readers say of quotes in a local file that `newsquote eval` reads (edge: files)."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import InvalidRequest, NewsquoteError
from assistant.models import Answer, Quote
from assistant.settings import (
    MAX_FEEDBACK_BYTES,
    MAX_FEEDBACK_LINE_BYTES,
    MAX_QUESTION_CHARACTERS,
)

# The file holds what readers asked: it is for its owner alone.
_MODE = 0o600
# Windows alone would write "\\n" as two bytes.
_BINARY = getattr(os, "O_BINARY", 0)


def record_feedback(
    file: Path, answer: Answer, rank: int | None, answers: bool, asked: date
) -> None:
    """Append one verdict on an answer to a file, as one line; other writers may append meanwhile.

    Args:
        file: JSON lines; made if it is not there, readable by its owner alone.
        answer: what was shown; one that a browser sent back must be rebuilt first.
        rank: the quote (or nearest passage) that is meant, from 1; None for the answer as a whole.
        answers: whether it answers the question. The whole answer is right only where it says that
            there is none.
        asked: the day of the question, which "last March" was resolved against.

    Raises:
        InvalidRequest: there is no such quote, or the verdict says nothing.
        NewsquoteError: the file cannot be written, or is full; its path is not named.
    """
    data = verdict_line(answer, rank, answers, asked)
    line = json.dumps(data, ensure_ascii=False).encode("utf-8") + b"\n"
    if len(line) > MAX_FEEDBACK_LINE_BYTES:
        raise InvalidRequest(f"The verdict takes {len(line)} bytes. It cannot be kept.")
    try:
        _append(file, line)
    except OSError as exc:
        raise NewsquoteError(f"The verdict could not be kept: {exc.strerror}. Try later.") from exc


def verdict_line(answer: Answer, rank: int | None, answers: bool, asked: date) -> dict[str, Any]:
    """Return a verdict as a line of a file of questions; arguments and errors as above."""
    read = answer.interpretation
    if len(read.query) > MAX_QUESTION_CHARACTERS:
        raise InvalidRequest(f"The question has {len(read.query)} characters. It cannot be kept.")
    # Without a period the day changes nothing but the order: reports before it would come first.
    day = asked.isoformat() if read.period else None
    fields = {
        "question": read.query,
        "asked": day,
        "since": read.since.isoformat() if read.since else None,
        "until": read.until.isoformat() if read.until else None,
        "source": list(read.source),
        "language": list(read.language),
        **_verdict(answer, rank, answers),
    }
    return {name: value for name, value in fields.items() if value}


def _verdict(answer: Answer, rank: int | None, answers: bool) -> dict[str, Any]:
    if rank is None:
        if answers and answer.found:
            raise InvalidRequest("The answer has several quotes. Say which one answers.")
        return {"unanswerable": True}
    quote = _quote(answer, rank)
    where: dict[str, Any] = {"articles": [quote.article.id]}
    if not answers:
        return {**where, "wrong": [[quote.start, quote.end]]}
    marked = [quote.article.text[start:end].strip() for start, end in quote.highlights]
    words = list(dict.fromkeys(filter(None, marked)))
    return {**where, "gold": [[quote.start, quote.end]], "answers": words}


def _quote(answer: Answer, rank: int) -> Quote:
    shown = answer.quotes or answer.nearest
    if type(rank) is not int or not 1 <= rank <= len(shown):
        raise InvalidRequest(f"There is no quote {rank!r}. Choose from 1 to {len(shown)}.")
    return shown[rank - 1]


def _append(file: Path, line: bytes) -> None:
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT | _BINARY, _MODE)
    try:
        size = os.fstat(handle).st_size
        if size + len(line) > MAX_FEEDBACK_BYTES:
            raise NewsquoteError(
                f"The verdicts fill {MAX_FEEDBACK_BYTES} bytes. Move the file away to keep more."
            )
        # A line that a full disk or an editor left open must not swallow this one.
        unended = size > 0 and _last_byte(handle, size) != b"\n"
        # One write: the system appends it whole, whoever else appends.
        os.write(handle, b"\n" + line if unended else line)
    finally:
        os.close(handle)


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)
