"""The package as a whole: its public names, what importing it loads, the wheel, no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import assistant
from tests.conftest import ROOT

HEAVY = (
    "torch",
    "sentence_transformers",
    "gradio",
    "faiss",
    "tantivy",
    "onnxruntime",
    "trafilatura",
)
QUESTION = "when did Kim visit China"

# Run before anything else: whatever opens a connection or looks up a name fails.
REFUSE_SOCKETS = """
import socket
def refuse(*arguments, **options):
    raise OSError("network is refused in this test")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = refuse
"""


def python(script: str, *arguments: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        text=True,
        capture_output=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_public_names_are_these() -> None:
    assert assistant.__all__ == [
        "Answer",
        "Article",
        "Assistant",
        "BuildReport",
        "Hit",
        "NewsquoteError",
        "Quote",
        "Retriever",
        "build_index",
        "resolve_dates",
    ]
    for name in assistant.__all__:
        assert getattr(assistant, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        assistant.__getattr__("nothing")


def test_importing_loads_no_engine(tmp_path: Path) -> None:
    script = (
        f"import assistant, assistant.cli, sys; print([m for m in {HEAVY} if m in sys.modules])"
    )
    assert python(script, folder=tmp_path).strip() == "[]"


def test_a_question_is_answered_without_torch_or_gradio(workspace: Path) -> None:
    script = f"""
import sys
import assistant
with assistant.Assistant.open("index") as desk:
    assert desk.ask({QUESTION!r}).found
print([name for name in ("torch", "sentence_transformers", "gradio") if name in sys.modules])
"""
    assert python(script, folder=workspace).strip() == "[]"


def test_building_and_asking_need_no_network(workspace: Path, tmp_path: Path) -> None:
    script = f"""{REFUSE_SOCKETS}
import sys
import assistant
assistant.build_index(sys.argv[1], "index")
with assistant.Assistant.open("index") as desk:
    print(desk.ask({QUESTION!r}).to_json())
"""
    sample = str(workspace / "corpus" / "sample")
    # An empty home: no model can come from a cache of a model hub.
    printed = python(
        script, sample, folder=tmp_path, HOME=str(tmp_path), HF_HOME=str(tmp_path / "hf")
    )
    assert json.loads(printed)["status"] == "answered"


@pytest.mark.slow
def test_the_wheel_answers_in_a_clean_environment(workspace: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=240)
    [wheel] = tmp_path.glob("newsquote-*.whl")
    venv.create(tmp_path / "clean", with_pip=True)
    bin_folder = tmp_path / "clean" / "bin"
    install = [str(bin_folder / "pip"), "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=280)

    def newsquote(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [bin_folder / "newsquote", *arguments],
            cwd=workspace,
            text=True,
            capture_output=True,
            timeout=120,
        )

    assert "verify" in newsquote("--help").stdout
    answer = json.loads(newsquote("ask", QUESTION, "--json").stdout)
    assert answer["status"] == "answered"
    build_anew = ("index", "corpus", "--index", str(tmp_path / "new"))
    for arguments, extra in ((build_anew, "index"), (("serve",), "ui")):
        refused = newsquote(*arguments)
        assert refused.returncode == 1
        assert f"pip install 'newsquote[{extra}]'" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    for name in ("torch", "gradio"):
        code = (
            f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is not None)"
        )
        assert subprocess.run([bin_folder / "python", "-c", code]).returncode == 0
