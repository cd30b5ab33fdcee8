"""Serves the page of an index: `python -m tests.ui.sample INDEX [FEEDBACK]`."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.serving.options import ServeOptions
from assistant.serving.server import serve

if __name__ == "__main__":
    index, *feedback = map(Path, sys.argv[1:])
    serve(
        index,
        ServeOptions(port=0, feedback=feedback[0] if feedback else None),
        on_ready=lambda url: print(url, file=sys.stdout, flush=True),  # noqa: T201
    )
