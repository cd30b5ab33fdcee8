from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.encoding import clean_text, decode, encoding_of
from assistant.corpus.unreadable import Unreadable

KOREAN = "김정은 위원장이 베이징을 방문했다고 관영 매체가 보도했다. 회담은 월요일에 열렸다. " * 3
FRENCH = "Le président a été reçu à l'Élysée où il a évoqué la forêt brûlée, a-t-il précisé. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp949"])
def test_korean_in_any_encoding(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding)) == KOREAN


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_french_in_any_encoding(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


def test_a_page_names_its_charset() -> None:
    text = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"> привет'
    assert decode(text.encode("koi8-r")) == text


def test_a_charset_that_does_not_exist_or_fit_is_passed_over() -> None:
    for name in ("no-such", "ascii"):
        data = f'<meta charset="{name}">{FRENCH}'.encode("cp1252")
        assert FRENCH in decode(data)


def test_the_declared_charset_is_used() -> None:
    assert decode("привет".encode("cp1251"), "windows-1251") == "привет"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 ...", b"PK\x03\x04...", b"\x89PNG\r\n", bytes(range(256)) * 4, b"abc\x00" * 50],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="binary"):
        decode(data)


def test_line_ends_and_controls() -> None:
    assert clean_text("a\r\nb\rc\td\x00\x07\x9b\x7fe\ud800\u2028f\fg") == "a\nb\nc\tde\nf\ng"


def test_text_is_composed() -> None:
    assert clean_text("e\u0301 \u1100\u1161") == "é 가"


@given(st.text(st.characters(), max_size=200))
def test_cleaning_holds_for_any_text(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not [
        sign for sign in clean if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"
    ]
    clean.encode("utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except Unreadable:
        return
    assert clean_text(text) == text


def test_a_sample_that_ends_within_a_character_is_still_utf8() -> None:
    data = KOREAN.encode()
    assert {encoding_of(data[:end]) for end in range(100, 108)} == {"utf-8"}
    assert encoding_of(FRENCH.encode("cp1252")) != "utf-8"
    assert encoding_of(FRENCH.encode("utf-8-sig")) == "utf-8-sig"
