from __future__ import annotations

import pytest

from assistant.corpus.language import detect_language, language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The ministers met on Monday and agreed to open the crossing again after the winter.",
            "en",
        ),
        (
            "Die Minister trafen sich am Montag und beschlossen, den Übergang wieder zu öffnen.",
            "de",
        ),
        ("외교부 장관들은 월요일에 만나 국경 통과를 다시 열기로 합의했다고 밝혔다.", "ko"),
        ("两国外长星期一举行会晤，同意在冬季之后重新开放边境口岸，双方对此表示欢迎。", "zh"),
        ("Wetin dey happen", None),
        ("12345 67890 " * 20, None),
        ("", None),
    ],
)
def test_a_language_is_named_where_there_is_enough_text(text: str, code: str | None) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("pt-BR", "pt"), ("EN_us", "en"), ("English", None), ("", None), (None, None)],
)
def test_a_tag_names_its_language(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code
