"""Cut an article into passages: the slices of its text that are embedded and searched."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from assistant.errors import MissingExtra
from assistant.models import Article, Passage, Span
from assistant.settings import (
    MAX_PASSAGE_TOKENS,
    MAX_TITLE_CHARACTERS,
    MIN_PASSAGE_CHARACTERS,
    PASSAGE_CHARACTERS,
    SMALLEST_SPLIT,
)

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

# Tried in turn: paragraphs, lines, sentence ends, blanks, characters. A short capitalised word
# before the stop may be "U.S. Sen. J." or "Mr." as well as "Iran.": another end is near anyway.
_SEPARATORS: Final = (
    r"\n[^\S\n]*\n\s*",
    r"\n\s*",
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?…][\"'”’»)\]]*\s+(?=[^a-z\s])",
    r"[。！？][」』”’）]*",
    r"\s+",
    "",
)


def passage_input(article: Article, passage: Passage) -> str:
    """Return what the embedder reads for a passage: the article's title, a blank line, the slice.

    The title names who and what the passage itself often calls "he" or "the deal"; it is folded to
    one line and cut to `MAX_TITLE_CHARACTERS`.
    """
    return _header(article) + passage.text


def split_passages(
    article: Article,
    count_tokens: Callable[[str], int],
    max_tokens: int = MAX_PASSAGE_TOKENS,
) -> list[Passage]:
    """Cut the text into passages that each fit the embedder together with the title.

    Passages are in order, do not overlap, have no outer white space and together hold every
    non-blank character of the text. They begin and end at paragraphs, else lines, else sentences,
    else words, where the size allows it.

    Args:
        article: Its text may be anything, also empty.
        count_tokens: Tokens of a string as the embedder counts them, its special tokens included.
        max_tokens: Limit on `count_tokens(passage_input(article, passage))`. It is kept unless
            `SMALLEST_SPLIT` characters and the title alone exceed it.

    Raises:
        MissingExtra: langchain-text-splitters is not installed.
    """
    header = _header(article)

    def fits(span: Span) -> bool:
        return count_tokens(header + article.text[slice(*span)]) <= max_tokens

    spans: list[Span] = []
    for span in _cut(article.text, (0, len(article.text)), PASSAGE_CHARACTERS):
        spans.extend(_fitting(article.text, span, fits, PASSAGE_CHARACTERS))
    return [
        Passage(article_id=article.id, start=start, end=end, text=article.text[start:end])
        for start, end in _tail_joined(spans, fits)
    ]


def _header(article: Article) -> str:
    title = " ".join(article.title.split())[:MAX_TITLE_CHARACTERS].rstrip()
    return f"{title}\n\n" if title else ""


def _fitting(text: str, span: Span, fits: Callable[[Span], bool], size: int) -> list[Span]:
    """Split a span until each part fits; most spans fit at once, so most are counted once."""
    if span[1] - span[0] <= SMALLEST_SPLIT or fits(span):
        return [span]
    half = max(min(size, span[1] - span[0]) // 2, SMALLEST_SPLIT)
    return [
        fitting for part in _cut(text, span, half) for fitting in (_fitting(text, part, fits, half))
    ]


def _cut(text: str, span: Span, size: int) -> list[Span]:
    """Return the trimmed spans of the splitter's pieces, which join to the text without a gap."""
    spans = []
    start = span[0]
    for piece in _splitter(size).split_text(text[slice(*span)]):
        end = start + len(piece)
        inner = _trimmed(text, start, end)
        if inner[0] < inner[1]:
            spans.append(inner)
        start = end
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _tail_joined(spans: list[Span], fits: Callable[[Span], bool]) -> list[Span]:
    """Join a last passage of a few words to the one before: alone it says too little."""
    if len(spans) < 2 or spans[-1][1] - spans[-1][0] >= MIN_PASSAGE_CHARACTERS:
        return spans
    joined = (spans[-2][0], spans[-1][1])
    return [*spans[:-2], joined] if fits(joined) else spans


def _splitter(size: int) -> RecursiveCharacterTextSplitter:
    try:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as exc:
        raise MissingExtra("Splitting articles into passages", "index") from exc
    # Without overlap and with every separator kept, the pieces join to the text again, so offsets
    # are sums of lengths; add_start_index searches and errs where a text repeats itself.
    return RecursiveCharacterTextSplitter(
        separators=list(_SEPARATORS),
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=size,
        chunk_overlap=0,
        strip_whitespace=False,
    )
