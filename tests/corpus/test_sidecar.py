from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.corpus.samples import BODY, article, articles, page, put, reason


def test_a_sidecar_supplies_and_overrides(tmp_path: Path) -> None:
    path = put(tmp_path, "a.html", page())
    about = {"title": "Other", "source": "S", "author": "A", "published": "2020-01-02",
             "lang": "en", "url": "https://b.example/", "text": "not this"}  # fmt: skip
    put(tmp_path, "a.json", json.dumps(about))
    found = article(path)
    assert (found.title, found.source, found.author) == ("Other", "S", "A")
    assert (found.published, found.published_basis) == (date(2020, 1, 2), "metadata")
    assert found.url == "https://b.example/"
    assert found.text == "\n\n".join(BODY)


def test_what_a_sidecar_does_not_say_stays(tmp_path: Path) -> None:
    path = put(tmp_path, "a.html", page())
    put(tmp_path, "a.html.json", '{"source": "S", "author": null, "title": " "}')
    found = article(path)
    assert (found.source, found.author, found.title) == ("S", "Ada Bell, Cy Dunn", "Border reopens")
    assert found.published == date(2021, 6, 7)


def test_a_sidecar_of_a_table_speaks_for_every_row(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "text\nOne here.\nTwo here.\n")
    put(tmp_path, "a.csv.json", '{"source": "S"}')
    assert [found.source for found in articles(tmp_path)] == ["S", "S"]


@pytest.mark.parametrize(
    ("sidecar", "why"),
    [
        ("{broken", "sidecar a.json: malformed JSON"),
        ("[]", "sidecar a.json: not a JSON object"),
        ('{"published": "last week"}', "sidecar a.json: published is not a full date: 'last week'"),
        ("[" * 100_000, "sidecar a.json: malformed JSON: nested too deeply"),
    ],
)
def test_a_malformed_sidecar_costs_the_file(tmp_path: Path, sidecar: str, why: str) -> None:
    put(tmp_path, "a.html", page())
    put(tmp_path, "a.json", sidecar)
    assert reason(tmp_path).startswith(why)
