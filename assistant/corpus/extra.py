"""Import the packages that only reading needs, when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from assistant.errors import MissingExtra


def require(module: str, what: str) -> Any:
    """Return the module named `module`, which the [index] extra installs.

    Raises:
        MissingExtra: it is not installed; `what` says what needs it.
    """
    try:
        return import_module(module)
    except ImportError as exc:
        raise MissingExtra(what, "index") from exc
