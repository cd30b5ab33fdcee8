"""A virtual environment a peer (edge: files, the package installer)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.peers.conversation import ROOT
from benchmarks.peers.programs import BASE, Program

REQUIREMENTS = Path(__file__).parent / "requirements"


def install(program: Program, environments: Path) -> None:
    """Make the environment of a peer with the versions of its requirements file."""
    if program.name == BASE:
        return
    folder = environments / program.name
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run(
        [
            str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet",
            "--constraint", str(ROOT / "constraints.txt"),
            "--requirement", str(REQUIREMENTS / f"{program.name}.txt"),
        ],
        check=True,
    )  # fmt: skip
