"""A question with what is known of its answers; pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.questions_file import QuestionRecord
from assistant.evaluation.marked import Marked, likest
from assistant.evaluation.match import Slice, holds, is_named


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question with its answers as words, the articles that have them, or the slices that do.

    `gold` slices answer it, `wrong` ones do not. `unanswerable` says that the corpus has no answer.
    `unknown` are fields of its line that mean nothing here.
    """

    record: QuestionRecord
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    gold: tuple[Marked, ...] = ()
    wrong: tuple[Marked, ...] = ()
    unanswerable: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the corpus is said to answer it."""
        return bool(self.answers or self.articles or self.gold)

    @property
    def decided(self) -> bool:
        """Whether it is said if the corpus answers it; not where only wrong slices are named."""
        return self.answerable or self.unanswerable or not self.wrong

    def is_answered_by(self, found: Slice) -> bool:
        """Tell whether a quote or passage answers it.

        Of the gold and wrong slices that it overlaps the one most like it decides. Otherwise it
        is wrong in an article with gold slices, and elsewhere must hold the answer's words; where
        no words are given, stand in a named article.
        """
        right, wrong = likest(self.gold, found), likest(self.wrong, found)
        if right or wrong:
            return right >= wrong
        if any(mark.names(found) for mark in self.gold):
            return False
        return holds(found.text, self.answers) if self.answers else self.names(found)

    def is_marked_wrong(self, found: Slice) -> bool:
        """Tell whether a quote or passage is most like a slice that was said to be wrong."""
        return likest(self.wrong, found) > likest(self.gold, found)

    def names(self, found: Slice) -> bool:
        """Tell whether a quote or passage stands in one of the named articles."""
        return is_named(found.article, self.articles)
