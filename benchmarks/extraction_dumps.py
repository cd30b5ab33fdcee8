"""Measures how well bodies are found in text dumps of pages (files, clock).

Usage: python -m benchmarks.extraction_dumps [--evaluation DIR]

Precision and recall are of 4-word shingles (multisets of `\\w+` runs) against the gold body,
averaged over pages, as in scrapinghub's article-extraction-benchmark. `f1` is the mean of the
pages' own F1; `f1_of_means` is the harmonic mean of mean precision and mean recall, as published
comparisons print. Pages are split by a hash of their id; the weights are fitted on the
development half alone.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from assistant.corpus.dump import read_dump
from benchmarks.evaluation import evaluation_folder, records

SHINGLE = 4
KINDS = ("dump_main", "dump_page")
WORD = re.compile(r"\w+")


class Page(NamedTuple):
    id: str
    kind: str
    dump: str
    body: str


def is_development(page_id: str) -> bool:
    """Tell the half of the pages that weights may be fitted on."""
    return zlib.crc32(page_id.encode()) % 2 == 0


def load_pages(folder: Path) -> list[Page]:
    return [
        Page(row["id"], kind, (folder / kind / f"{row['id']}.txt").read_text("utf-8"), row["body"])
        for row in records(folder / "bodies.jsonl")
        for kind in KINDS
    ]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    starts = range(max(1, len(words) - SHINGLE + 1)) if words else range(0)
    return Counter(tuple(words[at : at + SHINGLE]) for at in starts)


def precision_recall(text: str, gold: str) -> tuple[float, float]:
    found, wanted = shingles(text), shingles(gold)
    common = (found & wanted).total()
    return common / max(1, found.total()), common / max(1, wanted.total())


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return the mean figures over (text, gold) pairs."""
    scores = [precision_recall(text, gold) for text, gold in pairs]
    precision, recall = fmean(p for p, _ in scores), fmean(r for _, r in scores)
    return {
        "pages": len(pairs),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(fmean(harmonic(p, r) for p, r in scores), 3),
        "f1_of_means": round(harmonic(precision, recall), 3),
    }


def clean_text_recall(folder: Path) -> dict[str, float]:
    """Return the share of words kept of articles that are clean already, over 500 articles."""
    kept = []
    for at, row in enumerate(records(folder / "news_qa" / "articles.jsonl.gz")):
        if at % 8 == 0:
            text = row["text"]
            found = read_dump(f"{row.get('title') or ''}\n\n{text}").text
            kept.append(precision_recall(found, text)[1])
    return {"articles": len(kept), "recall": round(fmean(kept), 3), "least": round(min(kept), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    folder = evaluation_folder(parser.parse_args().evaluation)
    pages = load_pages(folder / "extraction")
    for kind in KINDS:
        chosen = [page for page in pages if page.kind == kind]
        print(
            json.dumps(
                {"kind": kind, "of": "untouched", **figures([(p.dump, p.body) for p in chosen])}
            )
        )
        took, texts = [], {}
        for page in chosen:
            began = time.perf_counter()
            texts[page.id] = read_dump(page.dump).text
            took.append((time.perf_counter() - began) * 1000)
        halves = {
            "development": [p for p in chosen if is_development(p.id)],
            "held out": [p for p in chosen if not is_development(p.id)],
            "all": chosen,
        }
        for name, half in halves.items():
            print(
                json.dumps(
                    {"kind": kind, "of": name, **figures([(texts[p.id], p.body) for p in half])}
                )
            )
        print(json.dumps({"kind": kind, "median_ms": round(median(took), 2)}))
    print(json.dumps({"kind": "clean text", **clean_text_recall(folder)}))


if __name__ == "__main__":
    main()
