"""What an expression is resolved against: the publication date, the text so far, the tense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

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
from assistant.answer.timex.tense import Cue, tense_at

# How much nearer a date against the verbs' tense must lie to be believed all the same: a
# deadline six weeks ahead in a sentence about the past, not the one of last year.
AGAINST_TENSE: Final = 6.0
# The same where the verb stands right before it: "was hired in May".
AGAINST_SURE: Final = 30.0
# "The first nine months", "the six months ended Aug. 12": what reports tell beside a quarter.
REPORTED_LENGTHS: Final = frozenset({"P6M", "P9M"})
# Characters after "the third quarter" in which "a year ago" compares with that quarter: some
# paragraphs of a company's report.
QUARTER_REACH: Final = 1200


@dataclass(slots=True)
class Context:
    """The state of one pass over a text, or over a part of it.

    `leaned` tells that a reading asked for what an earlier part of the text may have said.
    """

    published: date | None
    leaned: bool = False
    _before: Reading | None = None
    _before_known: bool = False
    _year: int | None = None
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
        """The last year that the text states."""
        self.leaned = self.leaned or self._year is None
        return self._year

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

    def nearest(self, found: Found, options: Sequence[Stretch]) -> Reading:
        """Read the option nearest to the publication date, those against the tense farther.

        Without a publication date nothing is nearest.
        """
        if self.published is None:
            return unresolved(YEARLESS)
        day = self.published
        cue = self._cue(found)
        weight = AGAINST_SURE if cue.sure else AGAINST_TENSE
        start = self.range_start(found)
        if start is not None:
            options = [option for option in options if option.first > start][:1] or options

        def distance(stretch: Stretch) -> float:
            if stretch.first <= day <= stretch.last:
                return 0.0
            ahead = stretch.first > day
            days = (stretch.first - day).days if ahead else (day - stretch.last).days
            against = cue.tense == ("past" if ahead else "future")
            return days * (weight if against else 1.0) - (0.5 if not ahead else 0.0)

        return placed(min(options, key=distance), f"relative to publication {day}")

    def _cue(self, found: Found) -> Cue:
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

    def note(self, reading: Reading) -> None:
        """Remember what later expressions may lean on: nothing, after one left unresolved."""
        if reading.stretch is None:
            self._longer = self._longer or reading.value in REPORTED_LENGTHS
            if reading.value is None:
                self._before, self._before_known = None, True
            return
        self._before, self._before_known = reading, True
        if reading.basis == STATED and reading.stretch.unit not in ("decade", "century"):
            self._year = reading.stretch.first.year
