"""The Gradio page; built around an open assistant.

Article text never meets Gradio's templates: it is escaped in Python and handed over as the value
of the fixed template `${value}`, which Gradio 6 inserts without evaluating it. (The output of a
`{{...}}` template would be evaluated again.) The dialog is filled by `textContent`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import gradio as gr

from assistant.errors import InvalidRequest, NewsquoteError
from assistant.settings import MAX_QUESTION_CHARACTERS
from assistant.ui import cards, context, thread
from assistant.ui.desk import Desk

# Idle conversations are forgotten after an hour; a busy host keeps the newest 500.
SESSION_SECONDS: Final = 3600
MAX_SESSIONS: Final = 500
# Questions answered at once, and waiting: a query is a fraction of a second of one core.
MAX_PARALLEL: Final = 4
MAX_WAITING: Final = 64
# No function of the page is an API of its own, and the thread itself shows that it is busy.
QUIETLY: Final[dict[str, Any]] = {"api_visibility": "private", "show_progress": "hidden"}

_log = logging.getLogger(__name__)


def build_page(desk: Desk) -> gr.Blocks:
    """Return the page around an open assistant; serving it is up to the caller."""

    def show_context(request: object) -> dict[str, Any]:
        return _context_or_error(desk, request)

    @cache
    def examples() -> str:
        # Finding questions that the corpus answers takes seconds, so once for all readers.
        return cards.render_welcome(desk.examples())

    page = gr.Blocks(title="newsquote", analytics_enabled=False)
    page.state_session_capacity = MAX_SESSIONS
    with page:
        turns = gr.State((), time_to_live=SESSION_SECONDS)
        gr.HTML(cards.render_masthead(), apply_default_css=False, js_on_load=None)
        start = gr.HTML(
            cards.render_welcome([]),
            elem_id="nq-start",
            apply_default_css=False,
            js_on_load=asset("start.js"),
        )
        shown = gr.HTML(
            "",
            elem_id="nq-thread",
            apply_default_css=False,
            js_on_load=asset("page.js"),
            server_functions=[show_context],
        )
        box = _question_box()
        gr.HTML(cards.render_dialog(), apply_default_css=False, js_on_load=None)
        _connect(desk, box, start, shown, turns)
        page.load(examples, None, start, concurrency_limit=1, **QUIETLY)
    page.queue(max_size=MAX_WAITING, default_concurrency_limit=MAX_PARALLEL)
    return page


def asset(name: str) -> str:
    """Return a text file that ships beside this module."""
    return files("assistant.ui").joinpath(name).read_text(encoding="utf-8")


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label="Question",
        placeholder="Ask the articles",
        lines=1,
        max_lines=4,
        max_length=MAX_QUESTION_CHARACTERS,
        submit_btn="Ask",
        autofocus=True,
        elem_id="nq-box",
    )


def _connect(desk: Desk, box: gr.Textbox, start: gr.HTML, shown: gr.HTML, turns: gr.State) -> None:
    def typed(question: object, earlier: thread.Thread) -> Iterator[tuple[Any, ...]]:
        yield from _answer(desk, question, earlier)

    def picked(earlier: thread.Thread, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from _answer(desk, getattr(event, "question", None), earlier)

    # `once`: a second Enter while an answer is on its way is not a second question.
    how = {**QUIETLY, "trigger_mode": "once"}
    box.submit(typed, [box, turns], [shown, turns, box], **how)
    start.ask(picked, [turns], [shown, turns, box], **how)


def _answer(desk: Desk, question: object, earlier: thread.Thread) -> Iterator[tuple[Any, ...]]:
    """Yield the thread with the question waiting, then with its answer; the box last."""
    try:
        text = thread.checked_question(question, MAX_QUESTION_CHARACTERS)
    except InvalidRequest as exc:
        gr.Info(str(exc))
        yield gr.skip(), gr.skip(), gr.skip()
        return
    waiting = cards.render_busy(thread.next_number(earlier), text)
    yield thread.rendered(earlier, waiting), gr.skip(), ""
    later = thread.ask(desk, earlier, text)
    yield thread.rendered(later), later, gr.skip()


def _context_or_error(desk: Desk, request: object) -> dict[str, Any]:
    try:
        return {**context.quote_context(desk, request)}
    except NewsquoteError as exc:
        return {"error": str(exc)}
    except Exception:
        _log.exception("An article could not be shown")
        return {"error": thread.UNEXPECTED}
