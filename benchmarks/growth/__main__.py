"""Cost as the corpus grows: building, opening, asking, filtering, updating at several sizes.

Passages are real ones first, then sampled around them; questions are real. Embedding is left out,
as the vectors are known. Run: python -m benchmarks.growth --passages 10000,100000 --work DIR
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.collection import WORK, news_articles, open_index
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.growth.base import Base
from benchmarks.growth.steps import measure
from benchmarks.growth.table import table

BASE_FOLDER = "base"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", default="10000,100000", help="sizes, with commas")
    parser.add_argument("--work", type=Path, help="folder for corpora, indexes and results")
    parser.add_argument("--index", help="index of real articles to grow from; else one is built")
    parser.add_argument("--evaluation", help="folder of the evaluation data")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--keep", action="store_true", help="keep corpora and indexes")
    given = parser.parse_args()
    evaluation = evaluation_folder(given.evaluation)
    work = given.work or Path(tempfile.gettempdir()) / "newsquote-growth"
    make_base(work / BASE_FOLDER, evaluation, given.index)
    questions = [
        record["question"] for record in records(evaluation / "news_qa" / "questions.jsonl")
    ][: given.questions]
    results = {}
    for passages in sorted(map(int, given.passages.split(","))):
        folder = work / str(passages)
        shutil.rmtree(folder, ignore_errors=True)
        results[passages] = measure(work / BASE_FOLDER, folder, passages, questions)
        (work / f"{passages}.json").write_text(json.dumps(asdict(results[passages]), indent=1))
        if not given.keep:
            shutil.rmtree(folder)
        print(table(results), flush=True)


def make_base(folder: Path, evaluation: Path, index: str | None) -> None:
    """Take the real passages of an index, once."""
    if not folder.exists():
        open_index("news_qa", news_articles(evaluation), index).close()
        Base.of_index(Path(index) if index else WORK / "news_qa_index", folder)


if __name__ == "__main__":
    main()
