"""The forms in which an answer leaves the program: JSON, Markdown, BibTeX, CSL-JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.models import Answer


class Exports:
    """What an `Answer` can be written as.

    Each form is a module of its own; it needs the answer's values, so it is loaded on use.
    """

    __slots__ = ()

    def to_json(self: Answer) -> str:  # type: ignore[misc]
        """Return `to_dict` as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def to_markdown(self: Answer) -> str:  # type: ignore[misc]
        """Return the answer as Markdown: each quote as a block quote with its citation."""
        from assistant.markdown import render_answer

        return render_answer(self)

    def to_bibtex(self: Answer, *, accessed: date | None = None) -> str:  # type: ignore[misc]
        """Return the quoted reports as BibTeX; `accessed` is the day their addresses were seen."""
        from assistant.bibtex import render_bibtex

        return render_bibtex(self, accessed)

    def to_csl(  # type: ignore[misc]
        self: Answer, *, accessed: date | None = None
    ) -> list[dict[str, Any]]:
        """Return the quoted reports as CSL-JSON; `accessed` as for `to_bibtex`."""
        from assistant.csl import render_csl

        return render_csl(self, accessed)
