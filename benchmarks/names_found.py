"""Names that are found again when a question is typed small and without punctuation.

    python -m benchmarks.names_found [--evaluation DIR] [--training DIR]

Of the questions of gold and of the written news questions (their dev part) that are typed with
capitals; the names are those of the articles, gathered as an index gathers them. A name is found
if each of its words is in a name that is found, but for titles; a found name is none if no word of
it is in a name of the question as it was typed. What is typed small in a question with capitals
counts as no name there, so the precision is higher than it says.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.answer.names import TITLES, capitals_tell, find_names
from assistant.answer.question import understand
from assistant.answer.spelling import one_letter_away, respelt, sound
from assistant.answer.words import STOP_WORDS, stem
from assistant.index.names.tables import NameTables, gather_names, merge_names
from assistant.known_names import KnownNames, name_key
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import share, training_half

_MARKS = re.compile(r"[?.,\"’'!:;()“”‘]")
_NO_MATTER = STOP_WORDS | {stem(title) for title in TITLES}
Questions = list[dict[str, Any]]


def typed_small(question: str) -> str:
    return _MARKS.sub("", question).lower()


def name_words(question: str, known: KnownNames | None) -> list[list[str]]:
    """Return the stems of each name's words; a single letter is no name."""
    named = understand(question, known=known).named if known else find_names(question)
    return [list(map(stem, name_key(name.text).split())) for name in named if len(name.text) > 1]


def is_found(name: Sequence[str], found: set[str]) -> bool:
    return all(word in found or word in _NO_MATTER for word in name)


def report(label: str, questions: Questions, known: KnownNames) -> None:
    cased = [record["question"] for record in questions if capitals_tell(record["question"])]
    again, whole, right = list[bool](), list[bool](), list[bool]()
    began = time.process_time()
    for question in cased:
        wanted, found = name_words(question, None), name_words(typed_small(question), known)
        words = {word for name in found for word in name}
        again += [is_found(name, words) for name in wanted]
        whole += [name in found for name in wanted]
        asked = {word for name in wanted for word in name}
        right += [not asked.isdisjoint(name) for name in found]
    spent = 1000 * (time.process_time() - began) / max(1, len(cased))
    print(
        f"{label}: {len(cased)} questions; names found again {share(again):.3f}, with the same "
        f"bounds {share(whole):.3f} (n={len(again)}); of the found, names {share(right):.3f} "
        f"(n={len(right)}); {spent:.1f} ms a question, both readings"
    )


def report_misspelt(label: str, questions: Questions, known: KnownNames) -> None:
    """Say how often a name with one letter changed, so that it sounds alike, is read as it was."""
    chance = random.Random(0)
    outcomes: list[str] = []
    for question in (record["question"] for record in questions):
        keys = [word for name in find_names(question) for word in name_key(name.text).split()]
        keys = [key for key in keys if len(key) > 4 and key.isalpha() and known.written(key).alone]
        if not keys:
            continue
        key = chance.choice(keys)
        slips = [w for w in one_letter_away(key) if w != key and sound(w) == sound(key)]
        fresh = [slip for slip in slips if not any(count_of(known, slip))]
        if fresh:
            typed = typed_small(question)
            slipped = re.sub(rf"\b{key}\b", chance.choice(fresh), typed, count=1)
            read = name_key(respelt(slipped, known)).split()
            outcomes.append("right" if key in read else "left" if slipped == typed else "other")
            if key not in read and name_key(slipped).split() == read:
                outcomes[-1] = "left"
    print(
        f"{label}: of {len(outcomes)} misspelt names {outcomes.count('right')} read as meant, "
        f"{outcomes.count('other')} as another, the rest left"
    )


def count_of(known: KnownNames, key: str) -> tuple[int, int]:
    return known.written(key).capital, known.written(key).small


def gathered(texts: Iterable[str]) -> NameTables:
    with tempfile.TemporaryDirectory() as folder:
        gather_names(Path(folder), texts)
        merge_names(Path(folder))
        return NameTables(Path(folder))


def texts_of(*paths: Path) -> Iterator[str]:
    return (record["text"] for path in paths for record in records(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--training")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    training = Path(given.training) if given.training else folder.parent / "training"
    written = training / "news_questions"
    if not written.is_dir():
        sys.exit(f"No training data at {written}. Give its folder: --training DIR")
    news = folder / "news_qa" / "articles.jsonl.gz"
    gold = list(records(folder / "gold" / "questions.jsonl"))
    known = gathered(texts_of(news))
    held = {record["url"] for record in records(news)}
    for label, fitted in (("training", True), ("held-out", False)):
        half = [record for record in gold if training_half(record["id"]) is fitted]
        report(f"gold, {label} half", half, known)
        with_article = [record for record in half if record["url"] in held]
        report(f"gold, {label} half, article in the corpus", with_article, known)
    known = gathered(texts_of(news, written / "articles.jsonl.gz"))
    for part in ("train", "dev"):
        questions = list(records(written / f"{part}.jsonl"))
        report(f"news questions, {part}", questions, known)
        report_misspelt(f"news questions, {part}", questions, known)


if __name__ == "__main__":
    main()
