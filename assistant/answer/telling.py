"""Which sentences may be quoted: reporting before headings and captions, page furniture last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer.captions import has_no_verb, stands_in_caption
from assistant.answer.lead import told_from
from assistant.answer.leaning import is_headline, is_label, is_page_mark, stands_alone

if TYPE_CHECKING:
    from assistant.answer.candidates import Candidate
    from assistant.answer.score import Scored


def quotable(scored: Sequence[Scored], least: float) -> list[Scored]:
    """Return the sentences to quote from, in their order.

    What is reported comes alone if any of it is probable enough. Else captions and headings may be
    quoted too, and only where there is nothing else, the marks of a page.

    Args:
        scored: sentences, best first.
        least: the least score of a quote (`Scored.quoted`) that answers.
    """
    reported = list(scored)
    for beside in (_is_mark, _is_beside):
        kept = [item for item in reported if not beside(item.candidate)]
        if kept and (beside is _is_mark or _answers(kept, least) or not _answers(reported, least)):
            reported = kept
    return reported


def _answers(scored: Sequence[Scored], least: float) -> bool:
    return any(item.quoted >= least for item in scored)


def _is_mark(candidate: Candidate) -> bool:
    start, end = candidate.span
    text = candidate.article.text
    return is_page_mark(text[told_from(text, start, end) : end])


def _is_beside(candidate: Candidate) -> bool:
    text = candidate.article.text
    fragment = stands_alone(text, candidate.span) and has_no_verb(candidate.text)
    captioned = stands_in_caption(text, candidate.sentences, candidate.index)
    return fragment or captioned or is_heading(candidate)


def is_heading(candidate: Candidate) -> bool:
    """Tell whether a sentence is a line without an end above reporting; a list has several."""
    below = candidate.neighbour(1)
    heads = is_headline(candidate.article.text, candidate.span)
    return heads and bool(below) and not is_label(below)
