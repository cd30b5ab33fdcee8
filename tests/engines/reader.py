"""Open an engine in a process of its own and say what it finds (a program)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assistant.errors import NewsquoteError
from assistant.index.engine import Engine
from assistant.index.engines import open_engine
from assistant.index.local.engine import LocalEngine
from tests.engines.passages import DIMENSION, unit


def main() -> int:
    """Print the count and the nearest keys to vector 3, or the one line of an error."""
    try:
        engine = _opened(sys.argv[1])
    except NewsquoteError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    hits = engine.search_dense(unit(3), 10)
    sys.stdout.write(json.dumps({"count": engine.count(), "keys": [hit.key for hit in hits]}))
    engine.close()
    return 0


def _opened(address: str) -> Engine:
    if address.startswith("milvus+"):
        return open_engine(address, DIMENSION)
    return LocalEngine.open(Path(address))


if __name__ == "__main__":
    sys.exit(main())
