from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InvalidRequest
from assistant.index.milvus.address import INDEXES, MilvusAddress, milvus_address


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("milvus+http://host/news", MilvusAddress("news", "http://host:19530")),
        ("milvus+http://10.0.0.1:99/a/b", MilvusAddress("b", "http://10.0.0.1:99", None, "a")),
        ("milvus+https://host/news/", MilvusAddress("news", "https://host:443")),
        ("milvus+http://[::1]:1/news", MilvusAddress("news", "http://[::1]:1")),
        ("milvus+file:///a/b.db/c", MilvusAddress("c", path=Path("/a/b.db"))),
        ("milvus+file:b.db/c", MilvusAddress("c", path=Path("b.db"))),
        ("milvus+file:///a%20b/x/c", MilvusAddress("c", path=Path("/a b/x"))),
        (
            "milvus+http://h/c?index=DISKANN&text=server",
            MilvusAddress("c", "http://h:19530", index="DISKANN", text=True),
        ),
    ],
)
def test_an_address_is_read(uri: str, address: MilvusAddress) -> None:
    assert milvus_address(uri) == address


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "milvus+http://host",
        "milvus+http://host/",
        "milvus+http:///news",
        "milvus+http://host:port/news",
        "milvus+http://host:99999/news",
        "milvus+http://host/a/b/c",
        "milvus+http://host/1news",
        "milvus+http://host/a-b",
        "milvus+http://host/news#part",
        "milvus+http://host/news?index=GUESS",
        "milvus+http://host/news?text=",
        "milvus+http://host/news?token=x",
        "milvus+http://[::1/news",
        "milvus+tcp://host/news",
        "http://host/news",
        "milvus+file://a/b.db/c",
        "milvus+file:///c",
        "milvus+file:c",
    ],
)
def test_what_is_no_address_is_one_line_with_an_example(uri: str) -> None:
    with pytest.raises(InvalidRequest, match=r"milvus\+(http|file):///?\w+|Known: index=") as told:
        milvus_address(uri)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("scheme", ["milvus+http", "milvus+https", "milvus+file", "other"])
@pytest.mark.parametrize("user", ["root:hidden", ":hidden", "hidden"])
def test_a_password_in_an_address_is_refused_and_not_repeated(scheme: str, user: str) -> None:
    with pytest.raises(InvalidRequest, match="MILVUS_TOKEN") as told:
        milvus_address(f"{scheme}://{user}@host/news")
    assert "hidden" not in str(told.value)


def test_a_message_names_the_place_and_the_collection() -> None:
    assert str(milvus_address("milvus+http://h/a/b?index=FLAT")) == "http://h:19530/a/b"
    assert str(milvus_address("milvus+file:///x.db/b")) == "/x.db/b"


@given(
    host=st.from_regex(r"[a-z][a-z0-9.]{0,20}", fullmatch=True),
    port=st.integers(1, 65_535),
    names=st.lists(
        st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,9}", fullmatch=True), min_size=1, max_size=2
    ),
    index=st.sampled_from(INDEXES),
)
def test_what_a_message_shows_can_be_read_again(
    host: str, port: int, names: list[str], index: str
) -> None:
    place = f"milvus+http://{host}:{port}/{'/'.join(names)}"
    address = milvus_address(f"{place}?index={index}")
    assert f"milvus+{address}" == place
    assert address.index == index


@given(st.text())
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    for uri in (text, f"milvus+http://{text}", f"milvus+file:{text}"):
        try:
            assert milvus_address(uri).collection.isascii()
        except InvalidRequest as refused:
            assert "\n" not in str(refused)
