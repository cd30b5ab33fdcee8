"""Build with a limit on file sizes, as on a disk that is full; run by test_full_disk."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from assistant.errors import IndexUnusable
from assistant.index.builder import build_index
from tests.index.world import World


def main(folder: Path, limit: int) -> int:
    world = World(folder, fresh=False)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        build_index(world.corpus, world.index, model="words", parts=world.parts)
    except IndexUnusable as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
