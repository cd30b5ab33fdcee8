"""Prints quotes with who says them, to be read and judged by hand.

python -m benchmarks.speakers [--evaluation DIR] [--seed N] [--quotes N]
"""

from __future__ import annotations

import argparse
import random
import re
from itertools import islice

from assistant.answer.sentences import split_sentences
from assistant.answer.speaker import find_speaker
from assistant.answer.verbs import VERBS
from assistant.models import Article, Span
from benchmarks.collection import news_articles
from benchmarks.evaluation import evaluation_folder

# Where somebody may be speaking; of the other sentences few have a speaker.
_SAID = "|".join(VERBS)
SPOKEN = re.compile(rf"[\"“”]|\b(?:{_SAID})\b|\b[Aa]ccording to\b")
SHORTEST_WORDS = 6


def drawn(article: Article, draw: random.Random) -> Span | None:
    """Return one or two sentences of an article in which somebody may be speaking."""
    text, sentences = article.text, split_sentences(article.text)
    choices = [
        number
        for number, (start, end) in enumerate(sentences)
        if SPOKEN.search(text[start:end]) and len(text[start:end].split()) >= SHORTEST_WORDS
    ]
    if not choices:
        return None
    first = draw.choice(choices)
    last = min(first + draw.randint(0, 1), len(sentences) - 1)
    if "\n" in text[sentences[first][1] : sentences[last][0]]:
        last = first
    return sentences[first][0], sentences[last][1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quotes", type=int, default=100)
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    articles = [
        Article(record["url"], record["text"], record["title"]) for record in news_articles(folder)
    ]
    draw = random.Random(given.seed)
    draw.shuffle(articles)
    spans = ((article, drawn(article, draw)) for article in articles)
    chosen = list(islice(((article, span) for article, span in spans if span), given.quotes))
    for number, (article, (start, end)) in enumerate(chosen, 1):
        speaker = find_speaker(article, start, end, split_sentences(article.text))
        said = (
            f"{speaker.name!r} by {speaker.text!r} direct={speaker.direct}" if speaker else "nobody"
        )
        around = article.text[max(0, start - 250) : start] + "[[" + article.text[start:end] + "]]"
        print(f"{number}. {said}\n{around}{article.text[end : end + 120]}\n", flush=True)


if __name__ == "__main__":
    main()
