from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.peers.conversation import Conversation, DriverError
from benchmarks.peers.processes import folder_mib


def talk(workspace: Path) -> Conversation:
    return Conversation(
        Path(sys.executable), "tests.peers.parrot", workspace, {}, workspace / "log"
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    articles = [{"title": "Flood"}, {"title": "Café opens"}]
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_a_driver_is_asked_and_measured(tmp_path: Path, corpus: Path) -> None:
    with talk(tmp_path) as driver:
        assert driver.say("index", folder=str(corpus))[0] == {"passages": 2}
        reply, cost = driver.say("ask", question="What?", kind="passages")
        assert [one["text"] for one in reply["found"]] == [
            "passages: What? Flood", "passages: What? Café opens",
        ]  # fmt: skip
        assert 0 < cost.processor < driver.so_far().processor
        assert 0 < cost.wall < driver.so_far().wall
        assert driver.peak_mib > 1


def test_a_later_process_opens_what_was_kept(tmp_path: Path, corpus: Path) -> None:
    with talk(tmp_path) as driver:
        driver.say("index", folder=str(corpus))
    with talk(tmp_path) as driver:
        driver.say("open")
        assert len(driver.say("ask", question="What?", kind="passages")[0]["found"]) == 2


def test_clients_ask_at_once(tmp_path: Path, corpus: Path) -> None:
    with talk(tmp_path) as driver:
        driver.say("index", folder=str(corpus))
        asked = {"questions": ["What?"] * 5, "kind": "passages", "clients": 3}
        assert len(driver.say("many", **asked)[0]["seconds"]) == 5


def test_a_failure_is_told_and_the_driver_goes_on(tmp_path: Path, corpus: Path) -> None:
    with talk(tmp_path) as driver:
        with pytest.raises(DriverError, match=r"^add: OSError: The perch is full\.$"):
            driver.say("add", folder=str(corpus))
        assert driver.say("index", folder=str(corpus))[0] == {"passages": 2}


def test_a_driver_that_cannot_start_is_named(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        Conversation(Path(sys.executable), "tests.peers.no_such", tmp_path, {}, log) as driver,
        pytest.raises(DriverError, match="ended at 'open'"),
    ):
        driver.say("open")


def test_a_hard_link_counts_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"x" * 2**20)
    (tmp_path / "two").hardlink_to(tmp_path / "one")
    encoder = tmp_path / "state" / "encoder"
    encoder.mkdir(parents=True)
    (encoder / "model").write_bytes(b"x" * 2**20)
    assert folder_mib(tmp_path, but="encoder") == pytest.approx(1.0, abs=0.1)
    assert folder_mib(tmp_path) == pytest.approx(2.0, abs=0.1)
