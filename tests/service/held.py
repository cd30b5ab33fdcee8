"""A desk whose answers come when a test lets them go."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from assistant.models import Answer
from tests.ui.fake import FakeDesk

# A test that fails must neither hang nor leave a thread behind for ever.
PATIENCE = 60


class HeldDesk(FakeDesk):
    """Answers `held: NAME` once `let_go(NAME)` was called, in this process or another.

    The folder carries the news: NAME.begun when the question came, NAME.go when it may end.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def ask(self, question: str, *given: Any, **named: Any) -> Answer:
        if question.startswith("held: "):
            name = question.removeprefix("held: ")
            self.hold(name)
            question = f"ferry {name}"
        return super().ask(question, *given, **named)

    def hold(self, name: str) -> None:
        """Wait until `let_go(name)`."""
        (self._folder / f"{name}.begun").touch()
        _wait_for(self._folder / f"{name}.go")

    def wait_begun(self, name: str) -> None:
        """Return once the question has reached the desk."""
        _wait_for(self._folder / f"{name}.begun")

    def let_go(self, name: str) -> None:
        """Let the question be answered."""
        (self._folder / f"{name}.go").touch()

    def close(self) -> None:
        """Let go of nothing: there is no index."""


def _wait_for(path: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not path.exists():
        if time.monotonic() > end:
            raise TimeoutError(path.name)
        time.sleep(0.005)
