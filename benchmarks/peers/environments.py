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
    constraints = str(ROOT / "constraints.txt")
    _install(folder, "--constraint", constraints, "torch")
    # The files name every package: nothing is resolved, so that a run can be repeated, and what a
    # peer asks for but does not use here stays away.
    _install(folder, "--no-deps", "--requirement", str(REQUIREMENTS / f"{program.name}.txt"))


def version(program: Program) -> str:
    """Return the version of a peer that is measured, by its requirements file."""
    if program.name == BASE:
        return "this checkout"
    lines = (REQUIREMENTS / f"{program.name}.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    return pins[program.package]


def _install(folder: Path, *what: str) -> None:
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *what], check=True)
