from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from importlib.resources import files

import gradio as gr
import pytest

from assistant.service.service import Service
from assistant.ui import page
from tests.ui.fake import FakeDesk


@pytest.fixture
def built() -> Iterator[gr.Blocks]:
    service = Service(FakeDesk())

    async def build() -> gr.Blocks:
        return page.build_page(service)

    # Without a running loop Gradio makes loops of its own and leaves them open.
    yield asyncio.run(build())
    service.close()


def test_gradio_reports_nothing_to_its_makers(built: gr.Blocks) -> None:
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert built.analytics_enabled is False


def test_what_gradio_keeps_for_clients_is_bounded(built: gr.Blocks) -> None:
    assert built.state_session_capacity == page.MAX_SESSIONS
    unread = built._queue.pending_messages_per_session
    for client in range(3 * page.MAX_UNREAD):
        unread[str(client)] = client  # type: ignore[assignment]
    assert len(unread) == page.MAX_UNREAD > page.MAX_PARALLEL + page.MAX_WAITING


def test_only_the_documented_functions_are_an_api(built: gr.Blocks) -> None:
    assert sorted(built.get_api_info()["named_endpoints"]) == ["/article", "/ask", "/search"]


def test_every_script_ships_once() -> None:
    folder = files("assistant.ui") / "script"
    assert sorted(each.name for each in folder.iterdir()) == sorted(page.SCRIPTS)
