from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from assistant.corpus.formats import ARCHIVES, FORMATS, archive_kind, format_of, stem_of
from assistant.corpus.records import DEFAULT_FIELDS
from assistant.corpus.unreadable import Unreadable

README = Path(__file__).resolve().parents[2] / "corpus" / "README.md"


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_has_its_reader(suffix: str) -> None:
    assert callable(FORMATS[suffix].read)
    assert format_of(f"a{suffix.upper()}.gz") == (FORMATS[suffix], True)


def test_names_tell_formats_and_archives() -> None:
    assert archive_kind("a/b.TAR.GZ") == ".tar.gz"
    assert archive_kind("a.txt.gz") is None
    assert stem_of("a/b.c.html.gz") == "b.c"
    with pytest.raises(Unreadable, match="unknown format '.exe'"):
        format_of("a.exe")


def test_the_guide_names_every_format_and_field() -> None:
    guide = README.read_text(encoding="utf-8")
    told = [*FORMATS, *ARCHIVES]
    told += [
        name for field in fields(DEFAULT_FIELDS) for name in getattr(DEFAULT_FIELDS, field.name)
    ]
    assert not [name for name in told if f"`{name}`" not in guide]
