from __future__ import annotations

from assistant.corpus.lines import split_lines
from assistant.corpus.prose import main_block, prose

BODY = (
    "The envoys spoke for two hours and agreed on little, an official of a ministry said.\n\n"
    "They will meet again in the autumn, he added, when snow has closed the passes in the north."
)


def test_main_block_is_the_prose_between_menus() -> None:
    lines = split_lines(f"Home\nWorld\nSport\n\n{BODY}\n\nRelated\n\nOnions\nLeeks")
    assert main_block(lines, [prose(line) for line in lines], None) == (3, 5)


def test_a_sentence_is_prose_and_a_headline_is_none() -> None:
    sentence, headline, label = split_lines(
        f"{BODY.partition(chr(10))[0]}\n\nEnvoys Agree On Little In The Capital On Monday\n\nHome"
    )
    assert prose(sentence) > 0.3
    assert prose(headline) == prose(label) == 0.0
