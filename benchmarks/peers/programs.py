"""The programs that are compared; pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

BASE: Final = "newsquote"
# Where the vectors of the peers' corpus come from: see benchmarks.peers.vectors.
EMBEDDED: Final = "embedded"
LOOKED_UP: Final = "looked-up"
STOOD_IN: Final = "stand-in"
WAYS: Final = (EMBEDDED, LOOKED_UP, STOOD_IN)


@dataclass(frozen=True, slots=True)
class Program:
    """One program of the comparison.

    `name` is its module here, its requirements file and its environment; `package` is what its
    version and licence are of. `asks` are the kinds of
    question it can be asked: `passages` (found text) and `quotes` (picked sentences). `cannot`
    says what it cannot do as set up here, by the table's rows, and why.
    """

    name: str
    title: str
    package: str
    licence: str
    asks: tuple[str, ...] = ("passages",)
    cannot: dict[str, str] = field(default_factory=dict)


_NO_READER: Final = "picks sentences by a language model, or by a model from a hub"

PROGRAMS: Final = (
    Program(BASE, "newsquote", "newsquote", "Apache-2.0", ("passages", "quotes")),
    Program(
        "llama_index",
        "LlamaIndex",
        "llama-index-core",
        "MIT",
        cannot={"quotes": "cites whole passages; its answer needs a language model"},
    ),
    Program("haystack", "Haystack", "haystack-ai", "Apache-2.0", cannot={"quotes": _NO_READER}),
    Program("txtai", "txtai", "txtai", "Apache-2.0", cannot={"quotes": _NO_READER}),
    Program(
        "langchain",
        "LangChain",
        "langchain-community",
        "MIT",
        cannot={"quotes": "has no extraction without a language model"},
    ),
    Program("verbatim_rag", "verbatim-rag", "verbatim-rag", "MIT", cannot={"quotes": _NO_READER}),
)


def named(names: list[str] | None) -> list[Program]:
    """Return the programs of these names in the table's order, or all of them.

    Raises:
        ValueError: a name is not known.
    """
    known = {program.name: program for program in PROGRAMS}
    if unknown := sorted(set(names or ()) - set(known)):
        raise ValueError(f"No program {unknown[0]!r}. Known: {', '.join(known)}")
    return [program for program in PROGRAMS if not names or program.name in names]


def meaningful(figures: dict[str, float], program: Program, vectors: str) -> dict[str, float]:
    """Drop what vectors that stand in cannot tell: whether a peer finds the answer."""
    if vectors != STOOD_IN or program.name == BASE:
        return figures
    return {name: value for name, value in figures.items() if "hit@" not in name}
