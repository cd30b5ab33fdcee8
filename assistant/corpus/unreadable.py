"""Why one file or record cannot be used."""

from __future__ import annotations

from assistant.errors import CorpusError


class Unreadable(CorpusError):
    """One file or record cannot be used; the message is the reason, and reading goes on."""
