from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InvalidRequest
from assistant.index.postgres.address import parse_address


@pytest.mark.parametrize(
    ("uri", "conninfo", "schema", "shown"),
    [
        (
            "postgresql://host/news",
            "postgresql://host/news",
            "newsquote",
            "postgresql://host/news?schema=newsquote",
        ),
        (
            "postgres://me:s%40cret@[::1]:5432/news?schema=desk_2&sslmode=require",
            "postgresql://me:s%40cret@[::1]:5432/news?sslmode=require",
            "desk_2",
            "postgresql://me@[::1]:5432/news?sslmode=require&schema=desk_2",
        ),
        (
            "postgresql:///news?host=/run/a b&password=secret&user=me",
            "postgresql:///news?host=/run/a%20b&password=secret&user=me",
            "newsquote",
            "postgresql:///news?host=/run/a%20b&user=me&schema=newsquote",
        ),
        (
            "postgresql://one:5432,two:5433/news?target_session_attrs=read-write",
            "postgresql://one:5432,two:5433/news?target_session_attrs=read-write",
            "newsquote",
            "postgresql://one:5432,two:5433/news?target_session_attrs=read-write&schema=newsquote",
        ),
    ],
)
def test_an_address_is_read(uri: str, conninfo: str, schema: str, shown: str) -> None:
    address = parse_address(uri)
    assert (address.conninfo, address.schema, address.shown) == (conninfo, schema, shown)
    assert parse_address(shown).shown == shown


@pytest.mark.parametrize(
    "uri",
    [
        "mysql://host/news",
        "postgresql://me:sec@ret@host/news",
        "postgresql://me:sec/ret@host/news",
        "postgresql://me:sec?ret@host/news",
        "postgresql://me:sec#ret@host/news",
        "postgresql://me:sec:ret/news",
        "postgresql://host:sec/news",
    ],
)
def test_what_cannot_be_read_is_not_shown(uri: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        parse_address(uri)
    assert "sec" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "schema",
    ["", "public", "pg_mine", "Desk", "a-b", 'a"; DROP SCHEMA b', "a" * 64, "information_schema"],
)
def test_a_schema_has_a_name_of_its_own(schema: str) -> None:
    with pytest.raises(InvalidRequest, match="schema=newsquote"):
        parse_address(f"postgresql://host/news?schema={schema}")


@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P")), min_size=6))
def test_a_password_is_in_no_text_of_an_address(password: str) -> None:
    secret = f"<{password}>"
    address = parse_address(f"postgresql://me:{quote(secret, safe='')}@host/news")
    for text in (address.shown, repr(address), str(address)):
        assert secret not in text
        assert quote(secret, safe="") not in text
