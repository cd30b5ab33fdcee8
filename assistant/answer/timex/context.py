"""What an expression is resolved against: the publication date, the text so far, the tense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.answer.timex.behind import is_as_of, lies_behind
from assistant.answer.timex.grammar import Found
from assistant.answer.timex.reading import (
    STATED,
    UNKNOWN,
    YEARLESS,
    Reading,
    placed,
    unresolved,
)
from assistant.answer.timex.stretch import Stretch, Unit, finer, holding
from assistant.answer.timex.tense import Cue, ends_sentence, tense_at
from assistant.answer.timex.told import UPDATED_WITHIN, told_until

# How much nearer a date against the verbs' tense must lie to be believed all the same: a
# deadline six weeks ahead in a sentence about the past, not the one of last year.
AGAINST_TENSE: Final = 6.0
# The same where the verb stands right before it: "was hired in May".
AGAINST_SURE: Final = 30.0
# The same where what was planned for it was called off, mostly after it but often before.
AGAINST_WEAK: Final = 2.0
# Years from publication on which nobody means without naming them, and the characters of a sentence
# or two in which a date before may still tell its year.
_FAR_YEARS: Final = 2
_FRAME_REACH: Final = 200
_PARAGRAPH: Final = 9
# Days after a date in which an article may still announce it: pages carry a later day as well.
_ANNOUNCED_WITHIN: Final = 14
# "The first nine months", "the six months ended Aug. 12": what reports tell beside a quarter.
REPORTED_LENGTHS: Final = frozenset({"P6M", "P9M"})
# Characters after "the third quarter" in which "a year ago" compares with that quarter: some
# paragraphs of a company's report.
QUARTER_REACH: Final = 1200


@dataclass(slots=True)
class Context:
    """The state of one pass over a text, or over a part of it.

    `text` is the whole text. `leaned` tells that a reading asked for what an earlier part of it may
    have said.
    """

    published: date | None
    text: str = ""
    leaned: bool = False
    _before: Reading | None = None
    _before_known: bool = False
    _year: int | None = None
    _year_end: int = 0
    _one_year: bool = True
    _framed: bool = False
    _quarter: Stretch | None = None
    _quarter_end: int = 0
    _longer: bool = False

    @property
    def before(self) -> Reading | None:
        """The last expression that named days."""
        self.leaned = self.leaned or not self._before_known
        return self._before

    @property
    def year(self) -> int | None:
        """The one year that the text states before; None where it states several."""
        self.leaned = True
        return self._year if self._one_year else None

    def year_near(self, found: Found) -> int | None:
        """Return the one year that the text states before a match, in its own paragraph."""
        year, index = self.year, found.first - 1
        while index >= 0 and found.tokens[index].start >= self._year_end:
            if found.tokens[index].kind == "gap":
                return None
            index -= 1
        return year

    def far_year(self, found: Found) -> int | None:
        """Return a year that the text tells of before a match and that is not near enough for it.

        It is far from the publication and told of in this sentence or the one before, while the
        verbs do not point ahead; without a publication date it is one of several.
        """
        if self.published is None:
            return None if self.year is not None else self._year
        year = self._year
        if year is None or abs(year - self.published.year) < _FAR_YEARS or not self._framed:
            return None
        if self._sentences_ago(found) > 1 or is_as_of(found) or lies_behind(found):
            return None
        return None if self._cue(found).tense == "future" else year

    def _sentences_ago(self, found: Found) -> int:
        """Return how many sentences end between the last year and a match; many at a paragraph."""
        ends, index = 0, found.first - 1
        while index >= 0 and found.tokens[index].start >= self._year_end:
            ends += _PARAGRAPH if found.tokens[index].kind == "gap" else 0
            ends += ends_sentence(found.tokens, index)
            index -= 1
            if ends > 1 or found.start - self._year_end > _FRAME_REACH:
                return _PARAGRAPH
        return ends

    def fits(self, found: Found, stretch: Stretch) -> bool:
        """Tell whether the verbs around a match allow it to lie where a stretch does."""
        if self.published is None:
            return True
        cue = self._cue(found)
        if stretch.first > self.published:
            return cue.tense != "past"
        return cue.tense != "future" or cue.weak or stretch.last >= self.published

    @property
    def quarter(self) -> Stretch | None:
        """The last quarter whose figures the text tells."""
        self.leaned = True
        return self._quarter

    @property
    def longer(self) -> bool:
        """Whether the figures are by now those of nine months or of a fiscal year."""
        self.leaned = True
        return self._longer

    @property
    def told(self) -> date | None:
        """The day up to which the text tells: that of its publication, or one near it."""
        return None if self.published is None else told_until(self.text, self.published)

    def tense(self, found: Found) -> Cue:
        """Return what the verbs around a match tell of its time."""
        return tense_at(found.tokens, found.first, found.after)

    def relative(self, make: Callable[[date], Stretch]) -> Reading:
        """Read what `make` gives for the publication date, which may be unknown."""
        if self.published is None:
            return unresolved(UNKNOWN)
        return placed(make(self.published), f"relative to publication {self.published}")

    def unit(self, unit: Unit, steps: int) -> Reading:
        """Read the unit `steps` after the one of the publication date."""
        return self.relative(lambda day: holding(unit, day).shift(steps))

    def leaning(self, grain: Unit, make: Callable[[Stretch], Stretch]) -> Reading | None:
        """Read what `make` gives for the last date of the text.

        None without one, and where it is coarser than `grain`: "in May" has no next day.
        """
        before = self.before
        if before is None or before.stretch is None or not finer(before.stretch.unit, grain):
            return None
        return placed(make(before.stretch), f"relative to {before.value} earlier in the text")

    def chosen(self, found: Found, options: Sequence[Stretch]) -> Reading:
        """Read one of the options by "last", "next" and "this", else the nearest by the tense."""
        day = self.published
        if day is None:
            return unresolved(YEARLESS)
        if found.has("last", "past"):
            options = [option for option in options if option.last < day][-1:]
        elif found.has("next", "coming"):
            options = [option for option in options if option.first > day][:1]
        elif found.has("this"):
            options = [option for option in options if option.first.year == day.year]
        return self.nearest(found, options)

    def nearest(self, found: Found, options: Sequence[Stretch]) -> Reading:
        """Read the option nearest to the publication date, those against the tense farther.

        Without a publication date nothing is nearest.
        """
        if self.published is None:
            return unresolved(YEARLESS)
        day = self.published
        cue = self._cue(found)
        weight = _weight(cue)
        if cue.done:
            options = [option for option in options if _may_be_told(option, day)] or options
        start = self.range_start(found)
        if start is not None:
            options = [option for option in options if option.first > start][:1] or options
        elif cue.tense == "future" and not cue.weak:
            options = [option for option in options if _may_come(option, day)] or options

        def distance(stretch: Stretch) -> float:
            if stretch.first <= day <= stretch.last:
                return 0.0
            ahead = stretch.first > day
            days = (stretch.first - day).days if ahead else (day - stretch.last).days
            against = cue.tense == ("past" if ahead else "future")
            return days * (weight if against else 1.0) - (0.5 if not ahead else 0.0)

        return placed(min(options, key=distance), f"relative to publication {day}")

    def _cue(self, found: Found) -> Cue:
        if lies_behind(found):
            return Cue("past", sure=True)
        before = found.before()
        if before is None or before.kind not in ("through", "to", "by"):
            return self.tense(found)
        # "Through January" ends what the verb began: only what will be tells of its end.
        cue = tense_at(found.tokens, found.first - 1, found.after)
        return cue if cue.tense == "future" else Cue()

    def figures_of(self, found: Found) -> Stretch | None:
        """Return the quarter whose figures the text tells around a match, if any."""
        quarter = self.quarter
        near = found.start - self._quarter_end < QUARTER_REACH
        return quarter if near and not self._longer else None

    def tell(self, quarter: Stretch, end: int) -> None:
        """Remember whose figures are told: not a quarter to come, nor one before the reported."""
        ahead = self.published is not None and quarter.first > self.published
        known = self._quarter
        if known is None or (not ahead and self._finished(quarter) >= self._finished(known)):
            self._quarter = quarter
        self._quarter_end, self._longer = end, False

    def tell_only(self, quarter: Stretch, end: int) -> None:
        """Remember whose figures are told, whatever was told before."""
        self._quarter, self._quarter_end, self._longer = quarter, end, False

    def _finished(self, quarter: Stretch) -> tuple[bool, date]:
        """Order quarters: those that have ended at the publication after the one that runs."""
        return self.published is None or quarter.last <= self.published, quarter.first

    def range_start(self, found: Found) -> date | None:
        """Return the day before the "to" or "through" that a match follows, if any."""
        joint = found.before()
        if joint is None or joint.kind not in ("to", "through", "hyphen", "dash"):
            return None
        before = self.before
        if before is None or before.stretch is None or found.first < 2:
            return None
        adjacent = found.tokens[found.first - 2].end == before.end
        return before.stretch.first if adjacent else None

    def note(self, reading: Reading, found: Found) -> None:
        """Remember what later expressions may lean on: nothing, after one left unresolved."""
        if reading.stretch is None:
            self._longer = self._longer or reading.value in REPORTED_LENGTHS
            if reading.is_open:
                self._before, self._before_known = None, True
            return
        self._before, self._before_known, self._framed = reading, True, False
        if reading.basis == STATED and reading.stretch.unit not in ("decade", "century"):
            year = reading.stretch.first.year
            self._one_year = self._year in (None, year) and self._one_year
            self._year, self._year_end = year, reading.end
            self._framed = _tells_of(found, year_alone=reading.stretch.unit == "year")


def _tells_of(found: Found, *, year_alone: bool) -> bool:
    """Tell "died on May 5, 1963" and, beginning a sentence, "In 1963" from "the 1963 march"."""
    before = found.before()
    if before is None or before.word not in ("in", "on"):
        return False
    return not year_alone or found.first < 2 or ends_sentence(found.tokens, found.first - 2)


def _weight(cue: Cue) -> float:
    """Return how many times nearer a date must lie to be believed against a cue."""
    if cue.sure:
        return AGAINST_SURE
    return AGAINST_WEAK if cue.weak and cue.tense == "past" else AGAINST_TENSE


def _may_be_told(stretch: Stretch, published: date) -> bool:
    """Tell whether an article, or a later version of it, can report a stretch as done."""
    return (stretch.first - published).days <= UPDATED_WITHIN


def _may_come(stretch: Stretch, published: date) -> bool:
    """Tell whether an article can announce a stretch; figures of a past quarter are to come."""
    late = (published - stretch.last).days > _ANNOUNCED_WITHIN
    return not late or not finer(stretch.unit, "month")
