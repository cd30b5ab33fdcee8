"""newsquote: answers over a corpus of news articles that are exact, cited quotes.

    import assistant

    assistant.build_index("corpus/", "index/")
    desk = assistant.Assistant.open("index/")
    answer = desk.ask("when did Kim visit China")

Names load on first use, so importing the package loads none of the engines.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from assistant.errors import NewsquoteError
from assistant.models import Answer, Article, BuildReport, Hit, Quote

if TYPE_CHECKING:
    from assistant.answer.dates import resolve_dates
    from assistant.assistant import Assistant
    from assistant.index.builder import build_index
    from assistant.retriever import Retriever

__all__ = [
    "Answer",
    "Article",
    "Assistant",
    "BuildReport",
    "Hit",
    "NewsquoteError",
    "Quote",
    "Retriever",
    "build_index",
    "resolve_dates",
]
__version__ = "0.1.0"

_LAZY = {
    "Assistant": "assistant.assistant",
    "Retriever": "assistant.retriever",
    "build_index": "assistant.index.builder",
    "resolve_dates": "assistant.answer.dates",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
