from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answer.against import check_against
from assistant.answer.receipt import receipt
from assistant.corpus.reader import read
from assistant.corpus.records import FieldNames
from assistant.errors import CorpusError
from assistant.models import Answer, Article, Interpretation, Quote

STORY = "The pier opened at noon. Two hundred people walked on it before the rain came down."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    record = {"text": STORY, "title": "The pier", "date": "2021-05-03", "source": "Echo"}
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return tmp_path


def saved(report: Article) -> str:
    quote = Quote(report, 0, 24, report.text[:24], 0.9, receipt=receipt(report, 0, 24))
    return Answer("what?", Interpretation("what", "what?"), (quote,)).to_json()


def only(folder: Path) -> Article:
    [report] = [item for item in read(folder) if isinstance(item, Article)]
    return report


def test_an_answer_holds_against_the_files_it_was_read_from(corpus: Path) -> None:
    text = saved(only(corpus))
    assert check_against(text, corpus) == (1, [])
    # From within or above the corpus the file is the same.
    assert check_against(text, corpus / "desk") == (1, [])
    assert check_against(text, corpus.parent)[1] == []


def test_a_file_altered_since_is_found(corpus: Path) -> None:
    text = saved(only(corpus))
    file = corpus / "desk" / "a.jsonl"
    file.write_text(file.read_text().replace("noon", "nine"), encoding="utf-8")
    [problem] = check_against(text, corpus)[1]
    assert problem.endswith(f"is not in {corpus}")


def test_a_field_altered_since_is_found(corpus: Path) -> None:
    text = saved(only(corpus))
    file = corpus / "desk" / "a.jsonl"
    file.write_text(file.read_text().replace("2021-05-03", "2021-05-04"), encoding="utf-8")
    [problem] = check_against(text, corpus)[1]
    assert "published of article" in problem


def test_one_of_several_files_with_the_same_text_is_enough(corpus: Path) -> None:
    text = saved(only(corpus))
    other = {"text": STORY, "title": "Another title", "source": "Wire"}
    (corpus / "desk" / "0.jsonl").write_text(json.dumps(other) + "\n", encoding="utf-8")
    assert check_against(text, corpus) == (1, [])


def test_columns_are_named_as_for_the_index(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f'kop,verhaal\nPier,"{STORY}"\n', encoding="utf-8")
    fields = FieldNames.parse(["text=verhaal", "title=kop"])
    [report] = [item for item in read(tmp_path, fields) if isinstance(item, Article)]
    assert check_against(saved(report), tmp_path, fields) == (1, [])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere"):
        check_against("{}", tmp_path / "nowhere")
