"""The functions that `gradio_client` calls by name: ask, search, article (Gradio)."""

# No postponed annotations here: Gradio reads the return type as it stands in the signature.
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import gradio as gr
from gradio.components.api_component import Api
from gradio.context import get_blocks_context
from gradio.events import api
from gradio.utils import get_function_description

from assistant.errors import NewsquoteError
from assistant.service.service import Service

Names = str | list[str] | None
UNEXPECTED: Final = "The server failed. Its log says why."

_log = logging.getLogger(__name__)


class Functions:
    """A service's questions as Gradio takes functions: typed, and documented by their docstrings.

    Each returns JSON as text, because `gradio_client` takes every object with a `path` for a file
    that it must download. Each raises `gr.Error` of one line.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    async def ask(
        self,
        question: str,
        k: int = 5,
        since: str | None = None,
        until: str | None = None,
        source: Names = None,
        language: Names = None,
        history: list[str] | None = None,
        asked: str | None = None,
    ) -> str:
        """Answer a question with exact quotes, as text: JSON of schema newsquote/answer/1.

        Args:
            question: in plain words, at most 500 characters.
            k: quotes at most, 1 to 50.
            since: first day of publication, YYYY-MM-DD.
            until: last day of publication, YYYY-MM-DD.
            source: only this outlet, or a list of outlets.
            language: only this language (ISO 639-1), or a list of them.
            history: earlier questions, oldest first, each followed by the quotes shown for it.
            asked: day of the question, which "last March" is resolved against; today if null.
        """
        with _told("ask"):
            answer = await self._service.ask(
                question, k, since, until, source, history, language=language, asked=asked
            )
            return _json(answer.to_dict())

    async def search(
        self,
        query: str,
        k: int = 10,
        since: str | None = None,
        until: str | None = None,
        source: Names = None,
        language: Names = None,
    ) -> str:
        """Find passages, best first, without answer logic, as text: JSON with query and hits.

        Args:
            query: what to look for, at most 500 characters.
            k: passages at most, 1 to 100.
            since: first day of publication, YYYY-MM-DD.
            until: last day of publication, YYYY-MM-DD.
            source: only this outlet, or a list of outlets.
            language: only this language (ISO 639-1), or a list of them.
        """
        with _told("search"):
            hits = await self._service.search(query, k, since, until, source, language=language)
            return _json({"query": query, "hits": [hit.to_dict() for hit in hits]})

    async def article(self, id: str) -> str:
        """Return one article with its whole text, which offsets refer to, as text: JSON.

        Args:
            id: article.id of a quote or hit.
        """
        with _told("article"):
            return _json((await self._service.article(id)).to_dict())


def add_api(service: Service) -> None:
    """Add the functions to the open `gr.Blocks`, under the names ask, search and article."""
    functions = Functions(service)
    for function in (functions.ask, functions.search, functions.article):
        # The service has its own gate, so Gradio's queue must not narrow it to one at a time.
        event = api(function, api_name=function.__name__, concurrency_limit=None)
        _, meanings, _ = get_function_description(function)
        _describe(event["inputs"], list(meanings.values()))


def _describe(inputs: list[int], meanings: list[str]) -> None:
    """Say what each parameter means: Gradio takes only the function's first lines."""
    page = get_blocks_context()
    for number, meaning in zip(inputs, meanings, strict=True):
        component = page.blocks[number] if page else None
        if isinstance(component, Api):
            component.api_info()["additional_description"] = meaning


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell the caller of a refusal; what a caller cannot help is logged, not told."""
    try:
        yield
    except NewsquoteError as error:
        raise gr.Error(" ".join(str(error).split()), print_exception=False) from error
    except Exception as error:
        _log.exception("the function %s failed", name)
        raise gr.Error(UNEXPECTED, print_exception=False) from error
