"""Fits the weights of the dump reader and writes assistant/corpus/line_weights.py (files).

Usage: pip install resiliparse; python -m benchmarks.fit_dump [--evaluation DIR]

Lines are labelled by their 4-word shingles: of the gold bodies of extraction/, of trafilatura's
reading of the pages of page_dates/ (silver), of clean articles of news_qa/. Both weighings are
logistic regressions; each page counts the same, a line by a power of its words. The second learns
from a first weighing by other pages. `benchmarks.extraction_dumps` cross-validates all of it.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.corpus.headline import find_headline
from assistant.corpus.lines import split_lines
from assistant.corpus.odds import Column, Columns, Weights, neighbour_signals, weigh
from assistant.corpus.prose import prose
from assistant.corpus.signals import line_signals
from benchmarks.dump_labels import label
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.extraction_pages import fold_of, load_pages

# Chosen by six-fold cross-validation.
INVERSE_PENALTY = 0.3
WORD_POWER = 0.7
CLEAN_WEIGHT = 0.1
SILVER_CHARS = 600
INNER_FOLDS = 3
WEIGHTS_FILE = Path(__file__).resolve().parents[1] / "assistant" / "corpus" / "line_weights.py"


class Example(NamedTuple):
    """A labelled page; `page_id` is empty where it is none of extraction/."""

    page_id: str
    signals: Columns
    labels: Column
    weights: Column


def example(page_id: str, dump: str, body: str, weight: float) -> Example | None:
    """Return a page's signals, labels and line weights, None where nothing of it is body."""
    lines = split_lines(dump)
    if not lines:
        return None
    labels = np.array(label([line.text for line in lines], body))
    if not labels.any():
        return None
    prose_of = [prose(line) for line in lines]
    signals = line_signals(lines, prose_of, find_headline(lines, prose_of))
    sizes = np.array([len(line.text.split()) for line in lines], float) ** WORD_POWER
    return Example(page_id, signals, labels, weight * sizes / sizes.sum())


def load_examples(folder: Path) -> list[Example]:
    """Return every page that may be learnt from."""
    return [one for page in texts(folder) if (one := example(*page))]


def texts(folder: Path) -> Iterator[tuple[str, str, str, float]]:
    """Yield (page id, dump, body, weight)."""
    for page in load_pages(folder / "extraction"):
        yield page.id, page.dump, page.body, 1.0
    yield from silver(folder / "page_dates" / "html")
    for at, row in enumerate(records(folder / "news_qa" / "articles.jsonl.gz")):
        if at % 40 == 0:
            dump = f"{row.get('title') or ''}\n\n{row['text']}"
            yield "", dump, row["text"], CLEAN_WEIGHT


def silver(folder: Path) -> Iterator[tuple[str, str, str, float]]:
    """Yield dumps of pages with the body that trafilatura reads in them."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    for path in sorted(folder.iterdir()):
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
            html = file.read()
        body = trafilatura.extract(html, include_comments=False, include_tables=True)
        if body and len(body) >= SILVER_CHARS:
            for main_content in (False, True):
                yield "", extract_plain_text(html, main_content=main_content), body, 1.0


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights of both weighings."""
    first = _regress(examples, _own)
    inner = [
        _regress([one for at, one in enumerate(examples) if at // 2 % INNER_FOLDS != part], _own)
        for part in range(INNER_FOLDS)
    ]
    again = [
        one._replace(signals=_with_neighbours(one.signals, inner[at // 2 % INNER_FOLDS]))
        for at, one in enumerate(examples)
    ]
    return Weights(first, _regress(again, _own))


def _own(one: Example) -> Columns:
    return one.signals


def _with_neighbours(signals: Columns, weights: Mapping[str, float]) -> Columns:
    return {**signals, **neighbour_signals(signals, weigh(signals, weights))}


def _regress(
    examples: Sequence[Example], signals_of: Callable[[Example], Columns]
) -> dict[str, float]:
    """Return the weight of each signal by logistic regression."""
    from sklearn.linear_model import LogisticRegression

    weights = np.concatenate([one.weights for one in examples])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=3000)
    model.fit(
        np.vstack([np.column_stack([*signals_of(one).values()]) for one in examples]),
        np.concatenate([one.labels for one in examples]),
        sample_weight=weights * len(weights) / weights.sum(),
    )
    fitted = dict(zip(signals_of(examples[0]), map(float, model.coef_[0]), strict=True))
    fitted["bias"] += float(model.intercept_[0])
    return fitted


def cross_fitted(examples: Sequence[Example], folds: int) -> list[Weights]:
    """Return for each fold of pages the weights fitted without them."""
    return [
        fit([one for one in examples if not one.page_id or fold_of(one.page_id, folds) != fold])
        for fold in range(folds)
    ]


def module(weights: Weights) -> str:
    """Return the module that holds the weights."""
    parts = []
    for name, fitted in (("FIRST", weights.first), ("SECOND", weights.second)):
        rows = "".join(f'    "{key}": {weight:.3f},\n' for key, weight in fitted.items())
        parts.append(f"{name}: Final = {{\n{rows}}}\n")
    return (
        '"""Weights of the line signals, fitted by `benchmarks/fit_dump.py`."""\n\n'
        "from __future__ import annotations\n\nfrom typing import Final\n\n"
        "from assistant.corpus.odds import Weights\n\n"
        f"{''.join(parts)}WEIGHTS: Final = Weights(FIRST, SECOND)\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    folder = evaluation_folder(parser.parse_args().evaluation)
    examples = load_examples(folder)
    WEIGHTS_FILE.write_text(module(fit(examples)), "utf-8")
    print(f"{len(examples)} pages, {len(examples[0].signals)} signals -> {WEIGHTS_FILE}")


if __name__ == "__main__":
    main()
