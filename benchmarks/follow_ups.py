"""Questions understood: their kind, and the words that a follow-up's stand-alone reading adds.

    python -m benchmarks.follow_ups [--evaluation DIR] [--show N]

Conversations are split in halves by a hash of their topic; the weights were tuned on one half (see
`benchmarks.fit_follow_ups` for what they were fitted on). Beside them, news questions that follow
on unrelated ones: a reading that adds words to those is wrong.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer.conversation import is_question
from assistant.answer.kinds import question_kind
from assistant.answer.question import understand
from assistant.answer.words import content_words, stem
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import share, training_half

Read = Callable[[str, Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Added:
    """The stems that a person added to a question, and those that a reading added."""

    wanted: frozenset[str]
    found: frozenset[str]


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the content words; the parts of a compound are words of their own."""
    return frozenset(
        stem(part) for word in content_words(text) for part in re.split(r"[-’']", word) if part
    )


def development(record: dict[str, Any]) -> bool:
    """Tell whether the conversation of a record may be tuned on."""
    return training_half("|".join(record["history"][:2]))


def views(history: Sequence[str]) -> dict[str, list[str]]:
    """Return what a history leaves over: all, without its headings, its questions only."""
    questions = [line for line in history[2:] if is_question(line)]
    return {"as given": list(history), "without headings": list(history[2:]),
            "questions only": questions}  # fmt: skip


def compared(record: dict[str, Any], history: Sequence[str], read: Read) -> Added:
    asked = stems_of(record["question"])
    return Added(
        stems_of(record["rewrite"]) - asked, stems_of(read(record["question"], history)) - asked
    )


def figures(items: Sequence[Added]) -> str:
    common = sum(len(item.wanted & item.found) for item in items)
    precision = common / max(1, sum(len(item.found) for item in items))
    recall = common / max(1, sum(len(item.wanted) for item in items))
    each = [len(i.wanted & i.found) / len(i.found) for i in items if i.found]
    reached = [len(i.wanted & i.found) / len(i.wanted) for i in items if i.wanted]
    untouched = [not item.found for item in items if not item.wanted]
    return (
        f"precision {precision:.3f}, recall {recall:.3f}, "
        f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f} (n={len(items)}); "
        f"mean of the questions' own {mean(each):.3f}, {mean(reached):.3f}; "
        f"left alone where the person did {share(untouched):.3f} (n={len(untouched)})"
    )


def mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / max(1, len(found))


def heading(question: str, history: Sequence[str]) -> str:
    """The plain baseline: the conversation's heading is added to every question."""
    return f"{question} {re.sub(r'[(].*?[)]', '', history[0]) if history else ''}"


def reading(question: str, history: Sequence[str]) -> str:
    return understand(question, history).query


def unrelated(folder: Path, *, training: bool) -> list[tuple[dict[str, Any], list[str]]]:
    """Return news questions of one half, each with two others and their answers as history."""
    found = []
    for name in ("gold", "news_qa"):
        asked = [
            record
            for record in records(folder / name / "questions.jsonl")
            if training_half(record["id"]) == training
        ]
        for index, record in enumerate(asked[2:], 2):
            earlier = asked[index - 2 : index]
            lines = [
                line
                for e in earlier
                for line in (e["question"], ", ".join(e.get("answers", e.get("answer", []))))
                if line
            ]
            found.append((record, lines))
    return found


def kinds(folder: Path) -> str:
    asked = list(records(folder / "gold" / "questions.jsonl"))
    right = [(training_half(r["id"]), question_kind(r["question"]) == r["kind"]) for r in asked]
    tuned = [same for half, same in right if half]
    held = [same for half, same in right if not half]
    return (
        f"kind of question: tuned half {share(tuned):.3f} (n={len(tuned)}), "
        f"held-out half {share(held):.3f} (n={len(held)})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--show", type=int, default=0, help="print so many readings")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    print(kinds(folder))
    asked = list(records(folder / "follow_ups" / "canard.jsonl"))
    for half, name in ((True, "development half"), (False, "held-out half")):
        part = [record for record in asked if development(record) == half]
        print(
            f"{name}, heading added: {figures([compared(r, r['history'], heading) for r in part])}"
        )
        for view in views([]):
            found = [compared(r, views(r["history"])[view], reading) for r in part]
            print(f"{name}, {view}: {figures(found)}")
    kept = [
        reading(record["question"], lines) == " ".join(record["question"].split())
        for record, lines in unrelated(folder, training=False)
    ]
    print(
        f"news questions after unrelated ones, held-out half, left as they are: "
        f"{share(kept):.3f} (n={len(kept)})"
    )
    for record in [r for r in asked if development(r)][: given.show]:
        print(f"{record['question']} -> {reading(record['question'], record['history'])}")


if __name__ == "__main__":
    main()
