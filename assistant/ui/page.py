"""The Gradio page: one component whose script asks the functions of `handlers`.

Article text never meets Gradio's templates: it is escaped in Python, and the script inserts what it
gets. (The output of a `{{...}}` template would be evaluated again.) The thread lives in the
reader's browser; the server keeps none.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

import gradio as gr
from fastapi import FastAPI
from gradio.utils import LRUCache

from assistant.service.service import Service
from assistant.ui import cards
from assistant.ui.api import add_api
from assistant.ui.handlers import handlers
from assistant.ui.theme import page_theme

# A session is a few hundred bytes of Gradio's; the newest of a busy host are kept.
MAX_SESSIONS: Final = 500
# Events of API clients at once, and waiting; the service has limits of its own.
MAX_PARALLEL: Final = 4
MAX_WAITING: Final = 64
# API clients whose results wait to be fetched; Gradio keeps those of 2,000, and an article may be a
# megabyte. It is more than run and wait at once, so nobody's result is dropped while being made.
MAX_UNREAD: Final = 100
# The page has no upload; Gradio's route for it stays and takes next to nothing.
MAX_UPLOAD: Final = "1kb"
# One script, in the order of what builds on what.
SCRIPTS: Final = (
    "elements.js", "filters.js", "address.js", "history.js", "context.js", "thread.js",
    "takeaway.js", "corpus.js", "start.js",
)  # fmt: skip


def build_page(service: Service, *, feedback: Path | None = None) -> gr.Blocks:
    """Return the page around a service; with `feedback`, verdicts on quotes go to that file."""
    page = gr.Blocks(title="newsquote", analytics_enabled=False)
    page.state_session_capacity = MAX_SESSIONS
    with page:
        gr.HTML(
            cards.render_page(),
            elem_id="nq-page",
            apply_default_css=False,
            js_on_load="\n".join(asset(f"script/{name}") for name in SCRIPTS),
            server_functions=handlers(service, feedback),
        )
        add_api(service)
    page.queue(max_size=MAX_WAITING, default_concurrency_limit=MAX_PARALLEL)
    page._queue.pending_messages_per_session = LRUCache(MAX_UNREAD)
    return page


def mount_page(
    app: FastAPI,
    service: Service,
    *,
    host: str,
    root_path: str = "",
    feedback: Path | None = None,
) -> None:
    """Mount the page at `/` of an application that listens on `host`."""
    gr.mount_gradio_app(
        app,
        build_page(service, feedback=feedback),
        path="/",
        server_name=host,
        root_path=root_path or None,
        theme=page_theme(),
        head=f"<style>{asset('style.css')}</style>",
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        max_file_size=MAX_UPLOAD,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )


def asset(name: str) -> str:
    """Return a text file that ships beside this module."""
    return files("assistant.ui").joinpath(name).read_text(encoding="utf-8")
