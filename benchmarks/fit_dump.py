"""Fits the line signals of the dump reader and writes assistant/corpus/line_weights.py (files).

Usage: pip install resiliparse scikit-learn; python -m benchmarks.fit_dump [--evaluation DIR]

Lines are labelled by their 4-word shingles: of the gold bodies of extraction/ (development half
only), of trafilatura's reading of the pages of page_dates/ (silver), of clean articles of
news_qa/. The model is a logistic regression; each page counts the same, a line by a power of its
words.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.headline import find_headline
from assistant.corpus.lines import Line, split_lines
from assistant.corpus.signals import NAMES, line_signals, prose
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.extraction_dumps import SHINGLE, WORD, is_development, load_pages

# Chosen by six-fold cross-validation on the development half.
INVERSE_PENALTY = 0.3
WORD_POWER = 0.7
CLEAN_WEIGHT = 0.1
SILVER_CHARS = 600
WEIGHTS_FILE = Path(__file__).resolve().parents[1] / "assistant" / "corpus" / "line_weights.py"


class Example(NamedTuple):
    signals: NDArray[np.float64]
    labels: NDArray[np.bool_]
    weights: NDArray[np.float64]


def label(lines: list[Line], body: str) -> list[bool]:
    """Tell the lines that the body holds; a short one must join a neighbour there as here."""
    gold = WORD.findall(body)
    joined = f" {' '.join(gold)} "
    known = {tuple(gold[at : at + SHINGLE]) for at in range(len(gold) - SHINGLE + 1)}
    words = [WORD.findall(line.text) for line in lines]
    kept = [len(line) > SHINGLE and _share(line, known) >= 0.5 for line in words]
    for _ in range(SHINGLE):
        for at, line in enumerate(words):
            if kept[at] or not line or len(line) > SHINGLE:
                continue
            above = at > 0 and kept[at - 1] and _says(joined, [*words[at - 1][-3:], *line])
            below = (
                at + 1 < len(words) and kept[at + 1] and _says(joined, [*line, *words[at + 1][:3]])
            )
            kept[at] = above or below
    return kept


def _share(line: list[str], known: set[tuple[str, ...]]) -> float:
    grams = [tuple(line[at : at + SHINGLE]) in known for at in range(len(line) - SHINGLE + 1)]
    return sum(grams) / len(grams)


def _says(joined: str, words: list[str]) -> bool:
    return f" {' '.join(words)} " in joined


def example(dump: str, body: str, weight: float) -> Example | None:
    """Return a page's signals, labels and line weights, None where nothing of it is body."""
    lines = split_lines(dump)
    labels = np.array(label(lines, body))
    if not labels.any():
        return None
    prose_of = [prose(line) for line in lines]
    signals = np.array(line_signals(lines, prose_of, find_headline(lines, prose_of)))
    sizes = np.array([len(line.text.split()) for line in lines], float) ** WORD_POWER
    return Example(signals, labels, weight * sizes / sizes.sum())


def texts(folder: Path) -> Iterator[tuple[str, str, float]]:
    """Yield (dump, body, weight) of every page that may be learnt from."""
    for page in load_pages(folder / "extraction"):
        if is_development(page.id):
            yield page.dump, page.body, 1.0
    yield from silver(folder / "page_dates" / "html")
    for at, row in enumerate(records(folder / "news_qa" / "articles.jsonl.gz")):
        if at % 40 == 0:
            yield f"{row.get('title') or ''}\n\n{row['text']}", row["text"], CLEAN_WEIGHT


def silver(folder: Path) -> Iterator[tuple[str, str, float]]:
    """Yield dumps of pages with the body that trafilatura reads in them."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    for path in sorted(folder.iterdir()):
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
            html = file.read()
        body = trafilatura.extract(html, include_comments=False, include_tables=True)
        if body and len(body) >= SILVER_CHARS:
            for main_content in (False, True):
                yield extract_plain_text(html, main_content=main_content), body, 1.0


def fit(examples: list[Example]) -> dict[str, float]:
    """Return the weight of each signal."""
    from sklearn.linear_model import LogisticRegression

    weights = np.concatenate([one.weights for one in examples])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=3000)
    model.fit(
        np.vstack([one.signals for one in examples]),
        np.concatenate([one.labels for one in examples]),
        sample_weight=weights * len(weights) / weights.sum(),
    )
    fitted = dict(zip(NAMES, map(float, model.coef_[0]), strict=True))
    fitted["bias"] += float(model.intercept_[0])
    return fitted


def module(fitted: dict[str, float]) -> str:
    rows = "".join(f'    "{name}": {weight:.3f},\n' for name, weight in fitted.items())
    return (
        '"""Weights of the line signals, fitted by `benchmarks/fit_dump.py`.\n\n'
        'Their sum over a line is the log-odds that it is body.\n"""\n\n'
        "from __future__ import annotations\n\nfrom typing import Final\n\n"
        f"WEIGHT_OF: Final = {{\n{rows}}}\nWEIGHTS: Final = tuple(WEIGHT_OF.values())\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    folder = evaluation_folder(parser.parse_args().evaluation)
    examples = [one for page in texts(folder) if (one := example(*page))]
    WEIGHTS_FILE.write_text(module(fit(examples)), "utf-8")
    print(f"{len(examples)} pages, {len(NAMES)} signals -> {WEIGHTS_FILE}")


if __name__ == "__main__":
    main()
