"""Passages that look as if they answered a question and do not: the nearest by shared words."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.reader.examples import Example, answer_texts

# Among the nearest this many, the passage is drawn; the very nearest may be another true answer.
_NEAREST = 12
_CHUNK = 512


def nearest_others(examples: Sequence[Example], rng: random.Random) -> dict[int, Example]:
    """Return for the number of an example one with a near passage that lacks its answer."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, example in enumerate(examples):
        if example.answers and example.exact:
            groups[example.group].append(number)
    found: dict[int, Example] = {}
    for numbers in groups.values():
        found |= _of_group(examples, numbers, rng)
    return found


def _of_group(
    examples: Sequence[Example], numbers: list[int], rng: random.Random
) -> dict[int, Example]:
    passages = sorted({(examples[n].title, examples[n].text) for n in numbers})
    if len(passages) < 2:
        return {}
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    of_passages = vectorizer.fit_transform([f"{title} {text}" for title, text in passages])
    of_questions = vectorizer.transform([examples[n].question for n in numbers])
    found: dict[int, Example] = {}
    for start in range(0, len(numbers), _CHUNK):
        scores = (of_questions[start : start + _CHUNK] @ of_passages.T).toarray()
        ranked = np.argsort(-scores, axis=1)[:, :_NEAREST]
        for number, row in zip(numbers[start : start + _CHUNK], ranked, strict=True):
            example = examples[number]
            words = [text.lower() for text in answer_texts(example)]
            near = [passages[i] for i in row.tolist()]
            lacking = [
                (title, text)
                for title, text in near
                if text != example.text and not any(w in f"{title} {text}".lower() for w in words)
            ]
            if lacking:
                title, text = lacking[min(int(rng.expovariate(0.5)), len(lacking) - 1)]
                found[number] = replace(
                    example, title=title, text=text, answers=(), answerable=False
                )
    return found
