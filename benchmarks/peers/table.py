"""The figures of all rounds as a Markdown table; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.peers.programs import BASE, EMBEDDED, LOOKED_UP, PROGRAMS, STOOD_IN, Program
from benchmarks.peers.statistics import ratios, spread

# Shares have no ratio worth reading; counts neither.
_PLAIN: Final = ("hit@", "passages indexed", "characters")
# Not to be compared where the peers look vectors up: newsquote embeds all the same.
_EMBEDS: Final = ("index to first answer", "articles a", "index peak")
_NOT_CORPUS: Final = (
    "so that the table compares everything but the embedding of the corpus, which newsquote's"
    " indexing figures include. The articles added and the questions are embedded for real by every"
    " program."
)
ABOUT: Final = {
    EMBEDDED: "Every program embeds articles and questions for real.",
    LOOKED_UP: f"Vectors of the peers' passages were computed beforehand, {_NOT_CORPUS}",
    STOOD_IN: (
        f"Vectors of the peers' passages are mixtures of other passages' vectors, {_NOT_CORPUS}"
        " What the peers find is therefore not judged."
    ),
}


@dataclass(frozen=True, slots=True)
class Results:
    """Figures by program and name, each by round; and why a program has none."""

    vectors: str = EMBEDDED
    figures: dict[str, dict[str, dict[int, float]]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Sequence[dict[str, Any]], vectors: str) -> Results:
        """Gather the records of one size; a later one of the same round replaces the earlier."""
        results = cls(vectors)
        for record in records:
            name = record["program"]
            if "error" in record:
                results.failed[name] = record["error"]
                continue
            kept = results.figures.setdefault(name, {})
            for figure, value in record["figures"].items():
                kept.setdefault(figure, {})[record["round"]] = value
        return results


def markdown(records: Sequence[dict[str, Any]]) -> str:
    """Return a section for each size and way of embedding among the records."""
    ways = sorted({(record["articles"], record["vectors"]) for record in records})
    return "\n".join(
        _section(articles, vectors, [r for r in records if _way(r) == (articles, vectors)])
        for articles, vectors in ways
    )


def licences(programs: Sequence[Program], versions: Sequence[str]) -> str:
    """Return a table of what was measured."""
    lines = ["| program | package | version | licence |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {program.title} | `{program.package}` | {version} | {program.licence} |"
        for program, version in zip(programs, versions, strict=True)
    ]
    return "\n".join(lines) + "\n"


def _way(record: dict[str, Any]) -> tuple[int, str]:
    return record["articles"], record["vectors"]


def _section(articles: int, vectors: str, records: Sequence[dict[str, Any]]) -> str:
    results = Results.of(records, vectors)
    programs = [p for p in PROGRAMS if p.name in results.figures or p.name in results.failed]
    rows = list(dict.fromkeys(name for one in results.figures.values() for name in one))
    notes: list[str] = []
    asked = max((record.get("questions", 0) for record in records), default=0)
    lines = [f"### {articles:,} articles, {asked} questions", "", ABOUT[vectors], ""]
    lines.append("| | " + " | ".join(program.title for program in programs) + " |")
    lines.append("| --- |" + " --- |" * len(programs))
    for row in rows:
        cells = [_cell(program, row, results, notes) for program in programs]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    lines += ["", "Median; in brackets the median, lowest and highest ratio to newsquote's figure."]
    lines += [f"{number}. {note}" for number, note in enumerate(notes, 1)]
    return "\n".join(lines) + "\n"


def _cell(program: Program, row: str, results: Results, notes: list[str]) -> str:
    values = results.figures.get(program.name, {}).get(row)
    if not values:
        return _absent(program, row, results, notes)
    middle = number(spread(list(values.values())).median)
    if results.vectors != EMBEDDED and row.startswith(_EMBEDS):
        return f"{middle} (embeds)" if program.name == BASE else middle
    found = ratios(values, results.figures.get(BASE, {}).get(row, {}))
    if program.name == BASE or not found or any(word in row for word in _PLAIN):
        return middle
    times = spread(found)
    if times.count == 1:
        return f"{middle} (×{times.median:.2f})"
    return f"{middle} (×{times.median:.2f}; {times.lowest:.2f}-{times.highest:.2f})"


def _absent(program: Program, row: str, results: Results, notes: list[str]) -> str:
    why = next((why for what, why in program.cannot.items() if row.startswith(what)), None)
    word = "cannot"
    if why is None:
        why, word = results.failed.get(program.name), "failed"
    if why is None:
        return "not measured"
    note = f"{program.title} {why}."
    if note not in notes:
        notes.append(note)
    return f"{word} ({notes.index(note) + 1})"


def number(value: float) -> str:
    """Write three digits of a number, or all before the point."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
