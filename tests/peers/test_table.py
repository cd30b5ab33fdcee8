from __future__ import annotations

from typing import Any

import pytest

from benchmarks.peers.programs import PROGRAMS, meaningful, named
from benchmarks.peers.table import ABOUT, markdown, number


def record(program: str, round_: int, **figures: float) -> dict[str, Any]:
    return {
        "program": program, "articles": 100, "vectors": "embedded", "round": round_,
        "figures": {name.replace("_", " "): value for name, value in figures.items()},
    }  # fmt: skip


def rows(records: list[dict[str, Any]]) -> dict[str, list[str]]:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in markdown(records).splitlines()
        if line.startswith("|")
    ]
    return {row[0]: row[1:] for row in cells}


def test_ratios_are_taken_within_a_round() -> None:
    found = rows(
        [
            record("newsquote", 0, p50=10), record("haystack", 0, p50=20),
            record("newsquote", 1, p50=20), record("haystack", 1, p50=80),
        ]
    )  # fmt: skip
    assert found["p50"] == ["15.0", "50.0 (×3.00; 2.00-4.00)"]


def test_programs_come_in_one_order() -> None:
    found = rows([record("txtai", 0, p50=1), record("newsquote", 0, p50=1)])
    assert found[""] == ["newsquote", "txtai"]


def test_what_a_program_cannot_do_is_said_with_the_reason() -> None:
    records = [record("newsquote", 0, quotes_p50=9), record("langchain", 0, passages_p50=9)]
    assert rows(records)["quotes p50"] == ["9.00", "cannot (1)"]
    assert "1. LangChain has no extraction" in markdown(records)


def test_a_failure_is_no_figure() -> None:
    failed = record("txtai", 0) | {"error": "index: broken"}
    records = [record("newsquote", 0, p50=9), failed]
    assert rows(records)["p50"] == ["9.00", "failed (1)"]
    assert "1. txtai index: broken." in markdown(records)


def test_shares_have_no_ratio() -> None:
    records = [record("newsquote", 0), record("txtai", 0)]
    for one, share in zip(records, (0.5, 0.25), strict=True):
        one["figures"]["passages hit@1"] = share
    assert rows(records)["passages hit@1"] == ["0.50", "0.25"]


def test_each_way_of_embedding_has_its_section() -> None:
    looked_up = record("txtai", 0, p50=1) | {"vectors": "looked-up", "articles": 4000}
    text = markdown([looked_up, record("txtai", 0, p50=2)])
    assert (
        text.index("### 100 articles")
        < text.index(ABOUT["embedded"])
        < text.index("### 4,000 articles")
    )
    assert text.index("### 4,000 articles") < text.index(ABOUT["looked-up"])


def test_looked_up_vectors_are_not_compared_with_embedding() -> None:
    records = [record("newsquote", 0, index_peak_MiB=900), record("txtai", 0, index_peak_MiB=600)]
    found = rows([one | {"vectors": "stand-in"} for one in records])
    assert found["index peak MiB"] == ["900 (embeds)", "600"]


@pytest.mark.parametrize(
    ("value", "written"), [(0.333, "0.33"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_three_digits_are_written(value: float, written: str) -> None:
    assert number(value) == written


def test_an_unknown_program_is_named() -> None:
    with pytest.raises(ValueError, match="No program 'solr'"):
        named(["newsquote", "solr"])


def test_all_programs_are_the_default() -> None:
    assert named(None) == list(PROGRAMS)


def test_what_stand_ins_find_is_not_judged() -> None:
    figures = {"passages hit@1": 0.1, "passages p50 ms": 9.0}
    (newsquote,), (txtai,) = named(["newsquote"]), named(["txtai"])
    assert meaningful(figures, txtai, "stand-in") == {"passages p50 ms": 9.0}
    assert meaningful(figures, txtai, "looked-up") == figures
    assert meaningful(figures, newsquote, "stand-in") == figures
