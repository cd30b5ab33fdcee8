"""Makes one question of several lines about it, the last word on each slice kept; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from assistant.answer.questions_file import QuestionRecord
from assistant.evaluation.marked import Marked
from assistant.evaluation.question import EvalQuestion

T = TypeVar("T")


def merge_questions(questions: Iterable[EvalQuestion]) -> list[EvalQuestion]:
    """Return each question once, where it stood first, with what all its lines say.

    Lines are about one question if all that is asked is the same: words, day, filters, history
    and id. Their answers, articles and slices are joined. Where lines contradict each other the
    later one holds: about the same slice, and on whether there is an answer at all. With its last
    gold slice a line loses its answers and articles too, for these were said of that slice.
    """
    groups: dict[QuestionRecord, list[EvalQuestion]] = {}
    for question in questions:
        groups.setdefault(question.record, []).append(question)
    return [_joined(_standing(lines)) for lines in groups.values()]


def _standing(lines: Sequence[EvalQuestion]) -> list[EvalQuestion]:
    kept: list[EvalQuestion] = []
    for line in lines:
        if line.unanswerable:
            kept = [one for one in kept if not one.answerable]
        elif line.answerable:
            kept = [one for one in kept if not one.unanswerable]
        judged = {*line.gold, *line.wrong}
        kept = [one for earlier in kept if (one := _without(earlier, judged))]
        kept.append(line)
    return kept


def _without(question: EvalQuestion, judged: Collection[Marked]) -> EvalQuestion | None:
    """Return what a line still says when later ones have judged some slices anew."""
    gold = tuple(mark for mark in question.gold if mark not in judged)
    wrong = tuple(mark for mark in question.wrong if mark not in judged)
    if question.gold and not gold:
        left = EvalQuestion(question.record, wrong=wrong, unknown=question.unknown)
        return left if wrong else None
    if question.wrong and not wrong and not question.answerable:
        return None
    return replace(question, gold=gold, wrong=wrong)


def _joined(lines: Sequence[EvalQuestion]) -> EvalQuestion:
    if len(lines) == 1:
        return lines[0]
    return EvalQuestion(
        lines[0].record,
        answers=_union(line.answers for line in lines),
        articles=_union(line.articles for line in lines),
        gold=_union(line.gold for line in lines),
        wrong=_union(line.wrong for line in lines),
        unanswerable=any(line.unanswerable for line in lines),
        # Each line counts when fields are named that mean nothing.
        unknown=tuple(chain.from_iterable(line.unknown for line in lines)),
    )


def _union(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
