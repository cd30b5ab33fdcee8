"""Labels the lines of a dump by the gold body of its page."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.extraction_pages import SHINGLE, WORD


def label(texts: Sequence[str], body: str) -> list[bool]:
    """Tell the lines that the body holds; a short one must join a neighbour there as here."""
    gold = WORD.findall(body)
    joined = f" {' '.join(gold)} "
    known = {tuple(gold[at : at + SHINGLE]) for at in range(len(gold) - SHINGLE + 1)}
    words = [WORD.findall(text) for text in texts]
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
