"""The commands of docs/engines.md run, against milvus-lite in place of a server."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.errors import NewsquoteError
from assistant.index.milvus.address import INDEXES, milvus_address
from tests.conftest import ROOT
from tests.documented import blocks, run_shell

PAGE = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
INSTALL, BUILD, TOKEN, TEST = blocks("engines.md", "sh")
# Where the page says that the server is.
WRITTEN = "milvus+http://127.0.0.1:19530"


@pytest.mark.slow
def test_an_index_is_built_and_asked_as_the_page_says(workspace: Path, tmp_path: Path) -> None:
    shutil.copytree(workspace / "corpus", tmp_path / "corpus")
    assert WRITTEN in BUILD
    said = run_shell(BUILD.replace(WRITTEN, "milvus+file:lite.db"), tmp_path, "")
    assert "2018" in said
    assert (tmp_path / "lite.db").is_dir()
    assert run_shell(TOKEN, tmp_path, "").strip()


def test_the_page_names_the_extra_and_the_target() -> None:
    assert INSTALL == "pip install 'newsquote[milvus]'\n"
    target = TEST.split()[-1]
    assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"`{index}`" in PAGE for index in INDEXES)


def test_every_address_of_the_page_can_be_read() -> None:
    addresses = re.findall(r"milvus\+\w+://[^`\s]+", PAGE)
    assert len(addresses) >= 4
    for address in addresses:
        try:
            assert milvus_address(address).collection in ("news", "collection")
        except NewsquoteError as refused:
            pytest.fail(f"{address}: {refused}")
