"""Measures how well bodies are found in text dumps of pages (files, clock).

Usage: pip install resiliparse; python -m benchmarks.extraction_dumps [--evaluation DIR]

Precision and recall are of 4-word shingles (multisets of `\\w+` runs) against the gold body,
averaged over pages, as in scrapinghub's article-extraction-benchmark. `f1` is the mean of the
pages' own F1; `f1_of_means` is the harmonic mean of mean precision and mean recall, as published
comparisons print. THE figure is `out of fold`: pages are split by a hash of their id, and each
fold is read with weights fitted without it. The shipped weights are fitted on all of these pages.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, median

from assistant.corpus.dump import body_text, read_dump
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.extraction_pages import KINDS, Page, figures, fold_of, load_pages, precision_recall
from benchmarks.fit_dump import cross_fitted, load_examples

FOLDS = 6


def clean_text_recall(folder: Path) -> dict[str, float]:
    """Return the share of words kept of articles that are clean already, over 500 articles."""
    kept = []
    for at, row in enumerate(records(folder / "news_qa" / "articles.jsonl.gz")):
        if at % 8 == 0:
            text = row["text"]
            found = read_dump(f"{row.get('title') or ''}\n\n{text}").text
            kept.append(precision_recall(found, text)[1])
    return {"articles": len(kept), "recall": round(fmean(kept), 4), "least": round(min(kept), 3)}


def milliseconds(pages: Sequence[Page]) -> float:
    """Return the median processor time of reading a page."""
    took = []
    for page in pages:
        began = time.process_time()
        read_dump(page.dump)
        took.append((time.process_time() - began) * 1000)
    return round(median(took), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    folder = evaluation_folder(parser.parse_args().evaluation)
    pages = load_pages(folder / "extraction")
    took = {kind: milliseconds([p for p in pages if p.kind == kind]) for kind in KINDS}
    weights = cross_fitted(load_examples(folder), FOLDS)
    readings: dict[str, Callable[[Page], str]] = {
        "untouched": lambda page: page.dump,
        "out of fold": lambda page: body_text(page.dump, weights[fold_of(page.id, FOLDS)]),
        "shipped, fitted on these pages": lambda page: read_dump(page.dump).text,
    }
    for kind in KINDS:
        chosen = [page for page in pages if page.kind == kind]
        for name, read in readings.items():
            found = figures([(read(page), page.body) for page in chosen])
            print(json.dumps({"kind": kind, "of": name, **found}))
        print(json.dumps({"kind": kind, "median_cpu_ms": took[kind]}))
    print(json.dumps({"kind": "clean text", **clean_text_recall(folder)}))


if __name__ == "__main__":
    main()
