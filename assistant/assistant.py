"""The Assistant: a question in, an answer of verified quotes out (reads an index and the clock)."""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assistant.answer.answerer import answer_question
from assistant.answer.examples import Example, example_questions
from assistant.answer.question import Question, understand
from assistant.answer.threshold import SHIPPED_THRESHOLD, scorer_id
from assistant.index.filters import given_names
from assistant.models import Answer, Article, Hit
from assistant.overview import Listing, Overview
from assistant.reader.passage_reader import shipped_reader
from assistant.request import Day, as_day, check_question, check_text
from assistant.settings import (
    EXAMPLE_ARTICLES,
    EXAMPLE_LOGIT,
    EXAMPLE_TRIES,
    MOST_READ_PASSAGES,
)
from assistant.threshold import Threshold

if TYPE_CHECKING:
    from assistant.reader.reading import Reader
    from assistant.retriever import Retriever


class Assistant:
    """Answers questions over one index with exact, cited quotes; safe to share between threads.

    `reader` reads the passages that `retriever` finds; `threshold` decides what is shown.
    `threshold_note` is one line when the index has a measured threshold that is not used, and why.
    """

    def __init__(
        self,
        retriever: Retriever,
        *,
        reader: Reader | None = None,
        threshold: Threshold = SHIPPED_THRESHOLD,
        threshold_note: str | None = None,
    ) -> None:
        self.retriever = retriever
        self.reader = reader or shipped_reader()
        self.threshold = threshold
        self.threshold_note = threshold_note

    @classmethod
    def open(cls, index: str | Path, *, reranker: str | None = None) -> Self:
        """Open the index in a folder, with the threshold that was measured on it if there is one.

        Args:
            index: the folder.
            reranker: a cross-encoder's hub name or folder, to read with instead of the reader that
                ships. Its scores are no probabilities: measure a threshold for it first.

        Raises:
            IndexUnusable: the folder holds no usable index.
            MissingExtra, ModelError: the reranker cannot be loaded.
        """
        from assistant.index.threshold import load_threshold
        from assistant.retriever import Retriever

        reader = _reader(reranker)
        stored = load_threshold(Path(index), scorer_id(reader.name))
        threshold = stored.threshold or SHIPPED_THRESHOLD
        return cls(
            Retriever.open(index), reader=reader, threshold=threshold, threshold_note=stored.note
        )

    @property
    def scorer(self) -> str:
        """What makes the scores; a threshold holds only for the scorer it was measured with."""
        return scorer_id(self.reader.name)

    def at(self, threshold: Threshold) -> Self:
        """Return an assistant over the same open index that shows quotes from another threshold."""
        other = copy.copy(self)
        other.threshold = threshold
        return other

    def ask(
        self,
        question: str,
        k: int = 5,
        since: Day = None,
        until: Day = None,
        source: str | Sequence[str] | None = None,
        history: Sequence[str] = (),
        *,
        language: str | Sequence[str] | None = None,
        asked: Day = None,
        id: str | None = None,
    ) -> Answer:
        """Answer a question with at most `k` quotes, or with none and the nearest passages.

        Args:
            question: what to find, in the reader's words.
            k: quotes wanted, 1 to 50.
            since: the first day of publication, a date or YYYY-MM-DD.
            until: the last day of publication.
            source: one outlet, or several.
            history: the conversation so far, oldest first: earlier questions, and after each the
                texts of quotes that were shown for it, if wanted.
            language: one language of articles ("en"), or several.
            asked: the day of the question, which "last March" is resolved against. Reports of the
                two weeks before it are preferred, unless the question names another time. Without
                it, "last March" is today's, and no time is preferred.
            id: copied to the answer.

        Raises:
            InvalidRequest: the question is empty or too long, or a limit or date out of range.
        """
        started = time.perf_counter()
        first, last = as_day(since, "since"), as_day(until, "until")
        check_question(question, k, first, last)
        understood = self.understand(question, history, asked)
        first, last = _within(understood, first, last)
        hits = self.retriever.search(
            understood.query,
            k=MOST_READ_PASSAGES,
            since=first,
            until=last,
            source=source,
            language=language,
            period=understood.period,
        )
        answer = answer_question(
            understood,
            hits,
            self.reader,
            k=k,
            since=first,
            until=last,
            threshold=self.threshold,
        )
        read = replace(
            answer.interpretation, source=given_names(source), language=given_names(language)
        )
        took = round((time.perf_counter() - started) * 1000)
        return replace(answer, question=question, interpretation=read, id=id, took_ms=took)

    def understand(self, question: str, history: Sequence[str] = (), asked: Day = None) -> Question:
        """Return how a question is read, on the day it is asked; arguments as for `ask`.

        Raises:
            InvalidRequest: `asked` is not a date, or a text cannot be encoded.
        """
        day = as_day(asked, "asked")
        check_text(question, *history)
        # A sign alone asks nothing: it leans on no question before it.
        before = tuple(history) if any(map(str.isalnum, question)) else ()
        known = self.retriever.known_names()
        return understand(question, before, day or date.today(), known).on(day)

    def search(
        self,
        query: str,
        k: int = 10,
        since: Day = None,
        until: Day = None,
        source: str | Sequence[str] | None = None,
        *,
        language: str | Sequence[str] | None = None,
        history: Sequence[str] = (),
        asked: Day = None,
        read: bool = True,
    ) -> list[Hit]:
        """Return the best `k` passages (1 to 1000) for a question or a few words, best first.

        The query is understood as by `ask`, whose arguments these are; every passage that passes
        the filters may come, whether or not it answers. With `read`, passages that answer a
        question come first.

        Raises:
            InvalidRequest: the query is empty, or a limit or date out of range.
        """
        first, last = as_day(since, "since"), as_day(until, "until")
        understood = self.understand(query, history, asked)
        return self.retriever.search(
            understood.query,
            k=k,
            since=first,
            until=last,
            source=source,
            language=language,
            period=understood.period,
            reader=self.reader if read else None,
        )

    def article(self, article_id: str) -> Article | None:
        """Return an article of the index by its id."""
        return self.retriever.article(article_id)

    def articles(
        self,
        matching: str = "",
        *,
        since: Day = None,
        until: Day = None,
        source: str | Sequence[str] | None = None,
        language: str | Sequence[str] | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing:
        """Return a page of the articles whose titles hold every word of `matching`, newest first.

        The filters are those of `ask`; `limit` is 1 to 200.

        Raises:
            InvalidRequest: a limit or date is out of range.
        """
        return self.retriever.articles(
            matching,
            since=as_day(since, "since"),
            until=as_day(until, "until"),
            source=source,
            language=language,
            limit=limit,
            offset=offset,
        )

    def overview(self) -> Overview:
        """Return what the index holds, in numbers."""
        return self.retriever.overview()

    def examples(self, n: int = 4) -> list[str]:
        """Return at most `n` questions that an article answers; the same index, the same ones."""
        made = example_questions(self.retriever.sample(EXAMPLE_ARTICLES))
        answered = (each for each in islice(made, EXAMPLE_TRIES * n) if self._answers(each))
        return [example.question for example in islice(answered, n)]

    def _answers(self, example: Example) -> bool:
        """Tell whether the reader finds the answer where the question was made from."""
        article, told = example.article, example.article.text[slice(*example.sentence)]
        [reading] = self.reader.read(example.question, [(article.title, told)])
        return reading.answerable >= EXAMPLE_LOGIT

    def close(self) -> None:
        """Let go of the index's files."""
        self.retriever.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _reader(reranker: str | None) -> Reader:
    if reranker is None:
        return shipped_reader()
    from assistant.answer.sentences import split_sentences
    from assistant.reader.cross_encoder import CrossEncoderReader

    return CrossEncoderReader.load(reranker, split_sentences)


def _within(
    question: Question, since: date | None, until: date | None
) -> tuple[date | None, date | None]:
    """Return the publication days kept: those given, else those that the question asks for."""
    period = question.period
    if period is None or period.mode != "filter" or since or until:
        return since, until
    return period.first, period.last
