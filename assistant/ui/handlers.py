"""What the page's script asks of the server: one function a request, JSON in and out."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from assistant.answer.rebuild import answers_from_json
from assistant.errors import InvalidRequest, NewsquoteError
from assistant.evaluation.feedback import record_feedback
from assistant.history import said
from assistant.models import Answer
from assistant.service.service import Service
from assistant.takeaway import take_away
from assistant.ui import cards
from assistant.ui.context import checked_request, checked_span, checked_spans, in_context
from assistant.ui.filters import Filters

Handler = Callable[[object], Awaitable[dict[str, Any]]]
# A thread keeps no more turns on the page; ids of more never came from there.
MAX_TURNS: Final = 100_000
# Shown instead of a traceback, which could hold paths of the server.
UNEXPECTED: Final = "The page could not answer. The server's log says why; ask again to retry."

_log = logging.getLogger(__name__)


def handlers(service: Service, feedback: Path | None = None) -> list[Handler]:
    """Return the functions of the page; each takes one JSON value and returns an object.

    A failure is `{"error": one line}`. With `feedback`, verdicts are appended to that file.
    """
    page = _Page(service, feedback)
    named = (
        page.answer, page.context, page.corpus, page.examples, page.articles, page.take, page.judge,
    )  # fmt: skip
    return [_safe(each) for each in named]


@dataclass(frozen=True, slots=True)
class _Page:
    """The requests of a page; each method takes what a browser sent, of whatever shape."""

    service: Service
    feedback: Path | None

    async def answer(self, request: object) -> dict[str, Any]:
        asked = checked_request(request)
        number = asked.get("number")
        if type(number) is not int or not 0 < number < MAX_TURNS:
            raise InvalidRequest("The turn has no number. Reload the page.")
        filters = Filters.of(asked)
        found = await self.service.ask(
            asked.get("question"), history=asked.get("history"), **filters.arguments()
        )
        html = cards.render_answer(number, found, filters, feedback=self.feedback is not None)
        return {
            "html": html,
            "answer": found.to_dict(),
            # What a follow-up may lean on.
            "said": said(found),
            "read": found.interpretation.query,
            "found": len(found.quotes),
        }

    async def context(self, request: object) -> dict[str, Any]:
        asked = checked_request(request)
        article = await self.service.article(asked.get("article"))
        quote = checked_span(asked["quote"]) if asked.get("quote") else None
        return {**in_context(article, quote, checked_spans(asked.get("others", [])))}

    async def corpus(self, request: object) -> dict[str, Any]:
        overview = await self.service.overview()
        facets = {"sources": overview.sources, "languages": overview.languages}
        return {**facets, "html": cards.render_overview(overview)}

    async def examples(self, request: object) -> dict[str, Any]:
        return {"examples": await self.service.examples()}

    async def articles(self, request: object) -> dict[str, Any]:
        asked = checked_request(request)
        listing = await self.service.articles(
            asked.get("matching", ""), offset=asked.get("offset", 0)
        )
        shown = len(listing.citations)
        return {"html": cards.render_listing(listing), "shown": shown, "total": listing.total}

    async def take(self, request: object) -> dict[str, Any]:
        asked = checked_request(request)
        form = asked.get("form")
        if not isinstance(form, str) or form not in cards.FORMS:
            raise InvalidRequest("There is no such form. Reload the page.")
        saved = await self._saved(asked.get("answers"))
        taken = take_away(saved, form, accessed=date.today())
        return {"filename": taken.filename, "type": taken.media_type, "text": taken.text}

    async def judge(self, request: object) -> dict[str, Any]:
        asked, file = checked_request(request), self.feedback
        if file is None:
            raise InvalidRequest("No feedback is kept here. Start the page with --feedback FILE.")
        (judged,) = await self._saved([asked.get("answer")])
        rank, answers = asked.get("rank"), asked.get("answers")
        if not isinstance(answers, bool) or not (rank is None or type(rank) is int):
            raise InvalidRequest("The verdict is neither yes nor no. Reload the page.")
        await self.service.gate.run(
            lambda: record_feedback(file, judged, rank=rank, answers=answers, asked=date.today())
        )
        return {}

    async def _saved(self, data: object) -> list[Answer]:
        """Return answers that the browser kept, made again from the index: it may alter them."""
        article = self.service.desk.article
        return await self.service.gate.run(lambda: answers_from_json(data, article))


def _safe(handler: Handler) -> Handler:
    @functools.wraps(handler)
    async def safe(request: object) -> dict[str, Any]:
        try:
            return await handler(request)
        except NewsquoteError as exc:
            return {"error": str(exc)}
        except Exception:
            # The outermost edge: the reader must not be left with a page that waits for ever.
            _log.exception("The page asked for what could not be done")
            return {"error": UNEXPECTED}

    return safe
