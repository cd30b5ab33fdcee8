"""What the API answers, as pydantic models: the JSON forms of the models, field by field."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.models import PublishedBasis, QuestionKind, Status
from assistant.threshold import ThresholdBasis

Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Start = Annotated[int, Field(ge=0, description="First character, counted from 0.")]
End = Annotated[int, Field(ge=1, description="The character after the last one.")]
Rank = Annotated[int, Field(ge=1, description="Rank of the quote that says so.")]
Probability = Annotated[float, Field(ge=0, le=1)]


class Shape(BaseModel):
    """A JSON object with exactly the fields listed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Citation(Shape):
    """Where a report appeared, without its text."""

    id: str = Field(description="Names the article in this corpus; derived from its text.")
    title: str = Field(description="The headline.")
    source: str | None = Field(description="The outlet, where known.")
    author: str | None = Field(description="Who wrote it, where known.")
    published: Day | None = Field(description="Day of publication, YYYY-MM-DD, where known.")
    published_basis: PublishedBasis = Field(description="What that day was taken from.")
    url: str | None = Field(description="Address of the report, where known; hostile input.")
    path: str = Field(description="The file it was read from, relative to the corpus.")


class CitedArticle(Citation):
    """The article that a quote or passage is a slice of."""

    sha256: str = Field(description="Hex sha256 of the UTF-8 bytes of the article's text.")


class Article(Citation):
    """One report with its clean text."""

    text: str = Field(description="The body, which all offsets refer to.")
    language: str | None = Field(description="ISO 639-1 code of its language, where known.")


class Listing(Shape):
    """A page of the list of articles, newest first."""

    total: int = Field(ge=0, description="Articles of all pages.")
    articles: list[Citation] = Field(description="Those of this page.")


class ResolvedDate(Shape):
    """A time expression of a quote and the days it means."""

    start: Start
    end: End
    text: str = Field(description="The expression, word for word.")
    value: str | None = Field(description="TIMEX3 value, null where it cannot be resolved.")
    first: Day | None = Field(alias="from", description="First day meant.")
    last: Day | None = Field(alias="to", description="Last day meant.")
    basis: str = Field(description="What it was resolved against.")


class Speaker(Shape):
    """Who says the quoted words."""

    name: str = Field(description="What the text calls the speaker.")
    start: Start
    end: End
    text: str = Field(description="The words that say so.")
    direct: bool = Field(description="Whether the words stand in quotation marks.")


class TextQuoteSelector(Shape):
    """Finds the quote by its words (W3C Web Annotation)."""

    type: Literal["TextQuoteSelector"] = Field(description="The kind of selector.")
    exact: str = Field(description="The quote.")
    prefix: str = Field(description="The words just before it.")
    suffix: str = Field(description="The words just after it.")


class TextPositionSelector(Shape):
    """Finds the quote by its position (W3C Web Annotation)."""

    type: Literal["TextPositionSelector"] = Field(description="The kind of selector.")
    start: Start
    end: End


class Receipt(Shape):
    """What finds the quote again without newsquote."""

    selectors: list[TextQuoteSelector | TextPositionSelector] = Field(
        description="Each finds the quote on its own."
    )
    sha256: str = Field(description="Hex sha256 of the article's text.")
    link: str | None = Field(description="Opens the source at the quote; http(s) or null.")


class Quote(Shape):
    """An exact, sentence-bounded slice of an article; offsets count its text's code points."""

    rank: int = Field(ge=1, description="Place in the answer, from 1.")
    text: str = Field(description="The quote: the article's text from start to end, unchanged.")
    start: Start
    end: End
    highlights: list[Annotated[list[int], Field(min_length=2, max_length=2)]] = Field(
        description="[start, end] of the words inside the quote that answer most directly."
    )
    score: Probability = Field(description="Calibrated probability that the quote answers.")
    article: CitedArticle = Field(description="Where it stands.")
    dates: list[ResolvedDate] = Field(description="Time expressions in the quote.")
    speaker: Speaker | None = Field(description="Who says it, where the article tells.")
    copies: list[Citation] = Field(description="Near-identical reports, folded into the article.")
    receipt: Receipt | None = Field(description="How to find the quote without newsquote.")


class Period(Shape):
    """The time that a question names."""

    first: Day | None = Field(alias="from", description="First day; null is an open beginning.")
    last: Day | None = Field(alias="to", description="Last day; null is an open end.")
    text: str = Field(description="How the question says it.")
    mode: Literal["filter", "boost", "recent"] = Field(
        description="filter: only articles published then. boost: what happened then is preferred. "
        "recent: what was published then is preferred."
    )


class Interpretation(Shape):
    """How a question was understood."""

    kind: QuestionKind = Field(description="What is asked for.")
    query: str = Field(description="The question as it stands alone, with the history read in.")
    since: Day | None = Field(description="First day of publication searched.")
    until: Day | None = Field(description="Last day of publication searched.")
    names: list[str] = Field(description="Names in the question.")
    words: list[str] = Field(description="Other words that carry it.")
    period: Period | None = Field(description="The time it names.")
    source: list[str] = Field(description="Outlets searched; none given means all.")
    language: list[str] = Field(description="Languages searched; none given means all.")


class Event(Shape):
    """A point of the timeline, by the days on which it happened."""

    value: str = Field(description="TIMEX3 value.")
    first: Day = Field(alias="from", description="First day.")
    last: Day = Field(alias="to", description="Last day.")
    quotes: list[int] = Field(description="Ranks of the quotes that say so.")


class Claim(Shape):
    """One side of a disagreement."""

    quote: Rank
    start: Start
    end: End
    text: str = Field(description="The words of the article.")
    value: str = Field(description="The date or number they give.")
    later: bool = Field(description="Whether it was published after the first one.")


class Disagreement(Shape):
    """Quotes that give different dates or numbers for the same thing."""

    kind: Literal["date", "number"] = Field(description="What differs.")
    slots: list[Claim] = Field(description="The claims, earliest report first.")


class FalseAnswers(Shape):
    """How many questions without an answer were answered."""

    n: int = Field(description="Questions that it was measured on.")
    wrong: int = Field(description="Those of them that were answered.")
    low: float = Field(description="Lower 95 % bound of the rate.")
    high: float = Field(description="Upper 95 % bound of the rate.")


class Threshold(Shape):
    """The score that an answer's first quote reached, and the rates of false answers at it."""

    value: float = Field(description="Quotes of at least this score are sure, others less sure.")
    error_rate: float = Field(description="The rate of false answers wanted.")
    n: int = Field(description="Questions without an answer that it was measured on.")
    wrong: int = Field(description="Those of them that were answered.")
    low: float = Field(description="Lower 95 % bound of the rate.")
    high: float = Field(description="Upper 95 % bound of the rate.")
    basis: ThresholdBasis = Field(description="Where it was measured.")
    look_alikes: FalseAnswers | None = Field(
        description="The same of questions that almost match an article; null if not measured.",
    )


class Answer(Shape):
    """Quotes that answer the question, or none and the nearest passages."""

    schema_: Literal["newsquote/answer/1"] = Field(
        alias="schema", description="Name and version of this form."
    )
    id: str | None = Field(description="The id given with the question.")
    question: str = Field(description="The question as asked.")
    status: Status = Field(description="no_answer: the corpus does not say.")
    interpretation: Interpretation = Field(description="How the question was read.")
    quotes: list[Quote] = Field(description="The answer, best first; empty with no_answer.")
    nearest: list[Quote] = Field(
        description="With no_answer only: the nearest passages, which do not answer."
    )
    timeline: list[Event] = Field(description="What happened when, by the quotes.")
    disagreements: list[Disagreement] = Field(description="Where the quotes contradict each other.")
    threshold: Threshold | None = Field(description="What decided whether quotes are shown.")
    took_ms: int = Field(ge=0, description="Time it took, in milliseconds.")
    digest: str = Field(description="Checked by newsquote verify; took_ms is no part of it.")


class Hit(Shape):
    """A passage, word for word; offsets count the code points of the article's text."""

    text: str = Field(description="The passage: the article's text from start to end, unchanged.")
    start: Start
    end: End
    score: float = Field(description="Orders the passages of one search; no probability.")
    article: CitedArticle = Field(description="Where it stands.")


class Hits(Shape):
    """The passages of a search, best first."""

    query: str = Field(description="The query as given.")
    hits: list[Hit] = Field(description="The passages.")


class Counted(Shape):
    """A name and how many articles have it."""

    name: str = Field(description="An outlet, a language or a month (YYYY-MM).")
    articles: int = Field(ge=0, description="Number of articles.")


class Skipped(Shape):
    """A file or record that was not indexed."""

    path: str = Field(description="The file, relative to the corpus.")
    why: str = Field(description="The reason.")


class Overview(Shape):
    """What the corpus holds."""

    articles: int = Field(ge=0, description="Articles, copies not counted.")
    copies: int = Field(ge=0, description="Near-identical reports folded into them.")
    passages: int = Field(ge=0, description="Passages that are searched.")
    built: str = Field(description="When the index was built, ISO 8601 in UTC.")
    model: str = Field(description="The embedding model.")
    first: Day | None = Field(description="Earliest day of publication.")
    last: Day | None = Field(description="Latest day of publication.")
    undated: int = Field(ge=0, description="Articles without a known day.")
    sources: list[Counted] = Field(description="Outlets, the largest first.")
    unsourced: int = Field(ge=0, description="Articles without a known outlet.")
    languages: list[Counted] = Field(description="Languages, the largest first.")
    months: list[Counted] = Field(description="Months with articles, oldest first.")
    skipped: list[Skipped] = Field(description="What could not be used, and why.")


class Problem(Shape):
    """Why there is no result, in one line."""

    error: str = Field(description="What happened, the value, what to do next.")
