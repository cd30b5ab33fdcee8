"""Who says a sentence: 84 political news texts of PolNeAR with their attributions marked.

python -m benchmarks.polnear [--evaluation DIR] [--mistakes]

What is counted:

- A sentence is one that `split_sentences` finds. It is said by somebody if at least half of its
  characters, blanks aside, lie in the marked content of attributions, of one or of several. One
  without any marked content is said by nobody. One with less than half is not counted, nor is one
  whose attributions have no marked source.
- A speaker is right where a content word of its name is one of a marked source of the sentence, in
  any case ("a senior official" for "officials in Dover" is wrong, for "a senior official" right).
  So unnamed groups, roles and reports count like names. A source without a content word is a
  pronoun: right is a speaker whose slice of the text holds one of its words, whatever name it was
  given, since the texts do not say whom a pronoun stands for.
- Wrong is any other speaker of a sentence that somebody says; invented is one of a sentence that
  nobody says. Precision is right / (right + wrong + invented), recall is right / said.

The texts are split in two by their ids: mistakes are printed, and rules were mended, on the seen
half only; the unseen half is counted and never read.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.annotations import Speaker
from assistant.answer.sentences import split_sentences
from assistant.answer.speaker import find_speaker
from assistant.answer.words import content_words, words
from assistant.models import Article, Span
from benchmarks.evaluation import evaluation_folder, records

Outcome = Literal["right", "wrong", "missed", "invented", "silent"]
HALF = 0.5


@dataclass(slots=True)
class Count:
    """How many sentences had each outcome, and what each took in milliseconds."""

    outcomes: dict[Outcome, int] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def row(self, name: str) -> str:
        right, wrong, missed, invented, silent = (
            self.outcomes.get(each, 0)
            for each in ("right", "wrong", "missed", "invented", "silent")
        )
        said, shown = right + wrong + missed, right + wrong + invented
        precision, recall = right / max(1, shown), right / max(1, said)
        f1 = 2 * right / max(1, said + shown)
        return (
            f"| {name} | {said} | {invented + silent} | {right} | {wrong} | {invented} "
            f"| {precision:.3f} | {recall:.3f} | {f1:.3f} |"
        )


def seen_half(text_id: str) -> bool:
    """Tell whether a text may be looked at; the other half is only counted."""
    # Of the hash's bytes the first that puts the four texts that had been opened in this half.
    return hashlib.sha256(text_id.encode()).digest()[5] % 2 == 0


def covered(text: str, span: Span, attributions: list[dict[str, Any]]) -> float:
    """Return which part of a sentence's characters lies in marked content, blanks aside."""
    inside = {
        position
        for each in attributions
        for start, end in each["content"]
        for position in range(max(start, span[0]), min(end, span[1]))
    }
    shown = [position for position in range(*span) if not text[position].isspace()]
    return sum(position in inside for position in shown) / max(1, len(shown))


def is_right(speaker: Speaker, sources: list[str]) -> bool:
    named = lowered(content_words(" ".join(sources)))
    if named:
        return not named.isdisjoint(lowered(content_words(speaker.name)))
    return not lowered(words(" ".join(sources))).isdisjoint(lowered(words(speaker.text)))


def lowered(found: list[str]) -> set[str]:
    return {word.lower() for word in found}


def outcome(text: str, span: Span, marked: list[dict[str, Any]], found: Speaker | None) -> Outcome:
    """Judge a sentence that counts; `marked` are the attributions with content in it."""
    if not marked:
        return "invented" if found else "silent"
    if found is None:
        return "missed"
    sources = [text[start:end] for each in marked for start, end in each["source"]]
    return "right" if is_right(found, sources) else "wrong"


def marked_in(record: dict[str, Any], span: Span) -> list[dict[str, Any]]:
    return [
        each
        for each in record["quotes"]
        if any(start < span[1] and span[0] < end for start, end in each["content"])
    ]


def counts(marked: list[dict[str, Any]], text: str, span: Span) -> bool:
    """Tell whether a sentence is counted: half said by a marked source, or by nobody at all."""
    if not marked:
        return True
    return any(each["source"] for each in marked) and covered(text, span, marked) >= HALF


def judged(record: dict[str, Any], count: Count) -> Iterator[str]:
    """Count the sentences of a text, and yield a line for each mistake."""
    report = Article(record["id"], record["text"], title="")
    text, sentences = report.text, split_sentences(report.text)
    for span in sentences:
        marked = marked_in(record, span)
        began = time.thread_time()
        found = find_speaker(report, *span, sentences)
        count.took.append(1000 * (time.thread_time() - began))
        if not counts(marked, text, span):
            continue
        came = outcome(text, span, marked, found)
        count.add(came)
        if came in ("wrong", "missed", "invented"):
            sources = [
                " ".join(text[slice(*each)] for each in one["source"] + one["cue"])
                for one in marked
            ]
            shown = f"{found.name!r} by {found.text!r}" if found else "nobody"
            yield f"{came}: {shown}; marked {sources}\n    {text[slice(*span)]!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--mistakes", action="store_true", help="print those of the seen half")
    given = parser.parse_args()
    seen, unseen, whole = Count(), Count(), Count()
    for record in records(evaluation_folder(given.evaluation) / "polnear" / "dev.jsonl.gz"):
        half = seen if seen_half(record["id"]) else unseen
        mistakes = list(judged(record, half))
        if given.mistakes and half is seen:
            print(f"== {record['id']}", *mistakes, sep="\n")
    for half in (seen, unseen):
        whole.took += half.took
        for each, number in half.outcomes.items():
            whole.outcomes[each] = whole.outcomes.get(each, 0) + number
    print("| half | said | by nobody | right | wrong | invented | precision | recall | F1 |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, half in (("seen", seen), ("unseen", unseen), ("whole", whole)):
        print(half.row(name))
    print(
        f"ms a sentence: median {statistics.median(whole.took):.2f}, "
        f"mean {statistics.mean(whole.took):.2f}, most {max(whole.took):.1f}"
    )


if __name__ == "__main__":
    main()
