from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InvalidRequest
from assistant.serving.credentials import Credentials

NAMES = st.text(
    st.characters(exclude_characters=":#", exclude_categories=["Cs", "Cc", "Z"]), min_size=1
)
PASSWORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1)


@given(NAMES, PASSWORDS, PASSWORDS)
def test_only_the_pair_is_admitted(name: str, password: str, other: str) -> None:
    known = Credentials.of_lines(f"{name}:{password}\n", "file")
    assert known.admit(name, password)
    assert known.admit(name, other) == (other == password)
    assert not known.admit(name + "x", password)
    assert not known.admit("", "")


def test_a_pair_on_the_command_line_may_hold_colons() -> None:
    known = Credentials.parse("ada:a:b:c")
    assert known.admit("ada", "a:b:c")
    assert not known.admit("ada", "a")


def test_a_file_of_pairs(tmp_path: Path) -> None:
    file = tmp_path / "who"
    file.write_text("# readers\n\nada:first one\nbo:2:3\n", encoding="utf-8")
    known = Credentials.parse(str(file))
    assert known.admit("ada", "first one")
    assert known.admit("bo", "2:3")
    assert not known.admit("# readers", "")


@pytest.mark.parametrize("given_", ["", "ada", ":secret", "ada:", "/no/such/file"])
def test_a_malformed_pair_is_refused_without_repeating_it(given_: str) -> None:
    with pytest.raises(InvalidRequest, match="NAME:PASSWORD") as refused:
        Credentials.parse(given_)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("lines", "why"),
    [("", "holds no"), ("# ada:x\n", "holds no"), ("ada:x\nsecret\n", "line 2"),
     ("ada:secret\nada:y\n", "line 2 names 'ada' again"), (":secret", "line 1")],
)  # fmt: skip
def test_a_malformed_file_names_the_line_but_no_password(lines: str, why: str) -> None:
    with pytest.raises(InvalidRequest, match=why) as refused:
        Credentials.of_lines(lines, "file")
    assert "secret" not in str(refused.value)


def test_passwords_are_never_shown() -> None:
    known = Credentials.parse("ada:secret")
    assert "secret" not in repr(known)
    assert b"secret" not in known.digests["ada"]
