from __future__ import annotations

import pytest

from assistant.corpus.headline import find_headline
from assistant.corpus.lines import split_lines
from assistant.corpus.prose import prose

BODY = (
    "The envoys spoke for two hours and agreed on little, an official of a ministry said.\n\n"
    "They will meet again in the autumn, he added, when snow has closed the passes in the north."
)


def headline(text: str) -> str | None:
    lines = split_lines(text)
    at = find_headline(lines, [prose(line) for line in lines])
    return None if at is None else lines[at].text


def test_the_line_above_the_report_is_its_headline() -> None:
    page = f"Home\n\nWorld news\n\nEnvoys agree on little in the capital\n\nBy Ann Lee\n\n{BODY}"
    assert headline(page) == "Envoys agree on little in the capital"


def test_a_sentence_of_the_report_is_no_headline() -> None:
    assert headline(BODY) is None


def test_a_headline_below_the_report_is_another_reports() -> None:
    page = f"Envoys agree on little in the capital\n\n{BODY}\n\nOnions grow dearer in the south\n"
    assert headline(page) == "Envoys agree on little in the capital"


@pytest.mark.parametrize("row", ["Log in | Sign up", "Home > World > Asia", "Herald - North Korea"])
def test_a_row_of_labels_is_no_headline(row: str) -> None:
    page = f"{row}\n\nEnvoys agree on little in the capital\n\nBy Ann Lee\n\n{BODY}"
    assert headline(page) == "Envoys agree on little in the capital"
