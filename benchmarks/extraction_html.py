"""Measure the body found in saved web pages, and their publication dates.

python -m benchmarks.extraction_html [--evaluation DIR] [--half dev|held] [--worst N]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
from datetime import date
from pathlib import Path

from assistant.corpus.encoding import decode
from assistant.corpus.html import read_html
from assistant.corpus.unreadable import Unreadable
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.shingles import average, shingle_scores


def half_of(key: str) -> str:
    """Return the half that a page belongs to: what is tuned on one is judged on the other."""
    return ("dev", "held")[hashlib.sha256(key.encode()).digest()[0] % 2]


def page_at(path: Path) -> str:
    """Return a saved page as text."""
    return decode(gzip.decompress(path.read_bytes()))


def measure_bodies(folder: Path, half: str | None, worst: int) -> None:
    """Print the mean precision, recall and F1 of the bodies."""
    scores = {}
    for gold in records(folder / "bodies.jsonl"):
        if half and half_of(gold["id"]) != half:
            continue
        try:
            text = read_html(page_at(folder / "html" / f"{gold['id']}.html.gz"), gold["url"]).text
        except Unreadable:
            text = ""
        scores[gold["id"]] = shingle_scores(text, gold["body"])
    precision, recall, f1 = average(scores.values())
    print(f"html body   n={len(scores)}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for key, row in sorted(scores.items(), key=lambda item: item[1][2])[:worst]:
        print("   ", key, *(f"{value:.3f}" for value in row))


def measure_dates(folder: Path, half: str | None, worst: int) -> None:
    """Print how many pages got the right date (or rightly none), and how many dates are right."""
    right = given = given_right = total = 0
    for gold in records(folder / "dates.jsonl"):
        if half and half_of(gold["file"]) != half:
            continue
        wanted = date.fromisoformat(gold["date"]) if isinstance(gold["date"], str) else None
        try:
            draft = read_html(page_at(folder / "html" / gold["file"]), gold["url"])
            found, basis = draft.published, draft.published_basis
        except Unreadable:
            found, basis = None, "unknown"
        total, right = total + 1, right + (found == wanted)
        given, given_right = given + bool(found), given_right + bool(found and found == wanted)
        if found != wanted and worst:
            print("   ", gold["file"], "wanted", wanted, "found", found, basis, gold["url"][:90])
    print(
        f"page dates  n={total}  accuracy {right / total:.3f}  precision {given_right / given:.3f}"
    )


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args()
    folder = evaluation_folder(options.evaluation)
    measure_bodies(folder / "extraction", options.half, options.worst)
    measure_dates(folder / "page_dates", options.half, options.worst)


if __name__ == "__main__":
    main()
