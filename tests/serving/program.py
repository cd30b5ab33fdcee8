"""`newsquote` around a desk without an index, for tests: `--index` names the folder of its held
questions, and the address is printed on standard output. A file `slowly` in it holds the opening.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from assistant import cli_serve
from assistant.assistant import Assistant
from assistant.cli import main
from tests.service.held import HeldDesk


def _say(url: str) -> None:
    print(url, file=sys.stdout, flush=True)  # noqa: T201


def _open(index: Path, **_: Any) -> HeldDesk:
    desk = HeldDesk(Path(index))
    if (index / "slowly").exists():
        desk.hold("opening")
    return desk


if __name__ == "__main__":
    opened: Any = _open
    Assistant.open = opened  # type: ignore[method-assign]
    cli_serve._say = _say
    main()
