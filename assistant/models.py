"""The values that travel through newsquote; no I/O, no third-party imports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any, Literal

from assistant.annotations import Disagreement, Event, Period, Receipt, ResolvedDate, Speaker
from assistant.digest import answer_digest
from assistant.digest import text_sha256 as text_sha256
from assistant.errors import QuoteMismatch
from assistant.exports import Exports
from assistant.threshold import Threshold

PublishedBasis = Literal["metadata", "page", "text", "url", "unknown"]
QuestionKind = Literal["when", "who", "where", "how_many", "what", "why", "how", "yes_no"]
Status = Literal["answered", "no_answer"]
Span = tuple[int, int]

ANSWER_SCHEMA = "newsquote/answer/1"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a report appeared, without its text: what a copy is listed by."""

    id: str
    title: str
    source: str | None = None
    author: str | None = None
    published: date | None = None
    published_basis: PublishedBasis = "unknown"
    url: str | None = None
    path: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; dates as ISO 8601."""
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "author": self.author,
            "published": self.published.isoformat() if self.published else None,
            "published_basis": self.published_basis,
            "url": self.url,
            "path": self.path,
        }


@dataclass(frozen=True, slots=True)
class Article:
    """One news report with its clean body.

    `id` is derived from `text`, so the same report read twice is the same article. `path` names the
    file it was read from, relative to the corpus, with `#N` for the N-th record of a file (from
    1) and `!/name` for a member of an archive. `copies` lists near-identical reports that were
    folded into it.
    """

    id: str
    text: str
    title: str
    source: str | None = None
    author: str | None = None
    published: date | None = None
    published_basis: PublishedBasis = "unknown"
    url: str | None = None
    path: str = ""
    language: str | None = None
    copies: tuple[Citation, ...] = ()

    @property
    def sha256(self) -> str:
        """Hex sha256 of the UTF-8 bytes of the text."""
        return text_sha256(self.text)

    @property
    def citation(self) -> Citation:
        """The article without its text."""
        return Citation(
            id=self.id,
            title=self.title,
            source=self.source,
            author=self.author,
            published=self.published,
            published_basis=self.published_basis,
            url=self.url,
            path=self.path,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form that `newsquote read` prints."""
        fields = self.citation.to_dict()
        return {"id": fields.pop("id"), "title": fields.pop("title"), "text": self.text, **fields,
                "language": self.language}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that could not be used, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice that is embedded and searched: `article.text[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """Deterministic key: the same slice of the same text always has the same id."""
        return f"{self.article_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by the retriever.

    `score` is the fused score; `cosine` is in [-1, 1]; `bm25` is divided by the best BM25 score of
    the query, so in [0, 1] (0 where the passage shares no word with the query).
    """

    article: Article
    start: int
    end: int
    score: float
    cosine: float
    bm25: float

    @property
    def text(self) -> str:
        """The passage, word for word."""
        return self.article.text[self.start : self.end]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form that `newsquote search` prints."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "score": round(self.score, 4),
            "article": {**self.article.citation.to_dict(), "sha256": self.article.sha256},
        }


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact, sentence-bounded slice of an article.

    `start`, `end`, `highlights` and `dates` are offsets into `article.text`. `score` is the
    probability that the quote answers the question.

    Raises:
        QuoteMismatch: the offsets or the highlights lie outside the slice they claim.
    """

    article: Article
    start: int
    end: int
    text: str
    score: float
    highlights: tuple[Span, ...] = ()
    dates: tuple[ResolvedDate, ...] = ()
    speaker: Speaker | None = None
    receipt: Receipt | None = None

    def __post_init__(self) -> None:
        self.check()

    def check(self) -> None:
        """Raise `QuoteMismatch` unless the quote is the slice it claims to be."""
        inside = 0 <= self.start < self.end <= len(self.article.text)
        if not inside or self.article.text[self.start : self.end] != self.text:
            raise QuoteMismatch(
                f"Not a slice of article {self.article.id}: [{self.start}:{self.end}] "
                f"{self.text[:60]!r}. Rebuild the index: newsquote index"
            )
        for start, end in self.highlights:
            if not self.start <= start < end <= self.end:
                raise QuoteMismatch(
                    f"Highlight [{start}:{end}] lies outside the quote [{self.start}:{self.end}]."
                )

    def to_dict(self, rank: int) -> dict[str, Any]:
        """Return the JSON form; `rank` counts from 1."""
        self.check()
        return {
            "rank": rank,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "highlights": [list(span) for span in self.highlights],
            "score": round(self.score, 4),
            "article": {**self.article.citation.to_dict(), "sha256": self.article.sha256},
            "dates": [resolved.to_dict() for resolved in self.dates],
            "speaker": self.speaker.to_dict() if self.speaker else None,
            "copies": [copy.to_dict() for copy in self.article.copies],
            "receipt": self.receipt.to_dict(self.text, self.start, self.end, self.article.sha256)
            if self.receipt
            else None,
        }


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a question was read: its kind, the words searched for, the publication dates kept.

    `query` is the question as it stands alone; `names` and `words` are the names in it and the
    other words that carry it; `period` is the time it names. `source` and `language` are the
    outlets and languages that were kept, none where all were.
    """

    kind: QuestionKind
    query: str
    since: date | None = None
    until: date | None = None
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    period: Period | None = None
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "kind": self.kind,
            "query": self.query,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "names": list(self.names),
            "words": list(self.words),
            "period": self.period.to_dict() if self.period else None,
            "source": list(self.source),
            "language": list(self.language),
        }


@dataclass(frozen=True, slots=True)
class Answer(Exports):
    """Ranked quotes, or none with the nearest passages; `threshold` decided which.

    Quotes that reach the threshold come before those that do not.
    """

    question: str
    interpretation: Interpretation
    quotes: tuple[Quote, ...] = ()
    nearest: tuple[Quote, ...] = ()
    timeline: tuple[Event, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    took_ms: int = 0
    id: str | None = None
    threshold: Threshold | None = None

    @property
    def found(self) -> bool:
        """Whether the corpus answers the question."""
        return bool(self.quotes)

    @property
    def sure_quotes(self) -> int:
        """How many quotes, from the first, reach the threshold; the others are less sure."""
        least = self.threshold.value if self.threshold else 0.0
        return sum(1 for _ in takewhile(lambda quote: quote.score >= least, self.quotes))

    @property
    def status(self) -> Status:
        """`answered` or `no_answer`."""
        return "answered" if self.quotes else "no_answer"

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON of schema `newsquote/answer/1`, with its digest."""
        data: dict[str, Any] = {
            "schema": ANSWER_SCHEMA,
            "id": self.id,
            "question": self.question,
            "status": self.status,
            "interpretation": self.interpretation.to_dict(),
            "quotes": [quote.to_dict(rank) for rank, quote in enumerate(self.quotes, 1)],
            "nearest": [quote.to_dict(rank) for rank, quote in enumerate(self.nearest, 1)],
            "timeline": [event.to_dict() for event in self.timeline],
            "disagreements": [entry.to_dict() for entry in self.disagreements],
            "threshold": self.threshold.to_dict() if self.threshold else None,
            "took_ms": self.took_ms,
        }
        return {**data, "digest": answer_digest(data)}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in articles; `skipped` holds (path, why)."""

    read: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    copies: int = 0
    passages: int = 0
    seconds: float = 0.0
    skipped: tuple[tuple[str, str], ...] = field(default=())
