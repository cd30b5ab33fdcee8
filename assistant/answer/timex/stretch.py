"""A stretch of the calendar (a day, a week, a season, ...) with its TIMEX3 value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"
]

# From the finest to the coarsest.
GRAIN: Final[tuple[Unit, ...]] = (
    "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century",
)  # fmt: skip
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6}
_YEARS = {"year": 1, "decade": 10, "century": 100}
_DAYS = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A unit of the calendar by its first day.

    `clock` is what TIMEX3 adds for a time of the day: `T09:00`, `TMO`. Weeks begin on Monday (ISO
    8601), winter in December of the year that names it, the 20th century in 1900 as TIMEX3 has it.
    """

    unit: Unit
    first: date
    clock: str = ""

    @property
    def last(self) -> date:
        """The last day, inclusive."""
        if self.unit == "weekend":
            return self.first + timedelta(days=1)
        try:
            return self.shift(1).first - timedelta(days=1)
        except (ValueError, OverflowError):
            return date.max

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        first, year = self.first, f"{self.first.year:04d}"
        if self.unit in ("week", "weekend"):
            iso = first.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.unit == "weekend" else "")
        tail = {
            "day": first.isoformat()[4:] + self.clock,
            "month": f"-{first.month:02d}",
            "quarter": f"-Q{(first.month + 2) // 3}",
            "half": f"-H{(first.month + 5) // 6}",
            "season": f"-{_SEASONS.get(first.month, 'WI')}",
        }
        if self.unit == "decade":
            return year[:3]
        return year[:2] if self.unit == "century" else year + tail.get(self.unit, "")

    def shift(self, steps: int) -> Stretch:
        """Return the stretch `steps` units later.

        Raises:
            ValueError, OverflowError: it lies outside the years 1 to 9999.
        """
        if self.unit in _DAYS:
            return Stretch(self.unit, self.first + timedelta(days=_DAYS[self.unit] * steps))
        if self.unit in _MONTHS:
            return Stretch(self.unit, add_months(self.first, _MONTHS[self.unit] * steps))
        return Stretch(self.unit, add_months(self.first, 12 * _YEARS[self.unit] * steps))


def finer(left: Unit, right: Unit) -> bool:
    """Tell whether `left` is as fine as `right` or finer."""
    return GRAIN.index(left) <= GRAIN.index(right)


def holding(unit: Unit, day: date) -> Stretch:
    """Return the stretch of `unit` that holds `day`; the weekend is that of its week."""
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        return Stretch(unit, monday + timedelta(days=5) if unit == "weekend" else monday)
    if unit == "season":
        start = add_months(day.replace(day=1), -(day.month % 3))
        return Stretch(unit, start)
    if unit in _MONTHS:
        months = _MONTHS[unit]
        return Stretch(unit, day.replace(day=1, month=(day.month - 1) // months * months + 1))
    if unit in _YEARS:
        years = _YEARS[unit]
        return Stretch(unit, date(max(1, day.year // years * years), 1, 1))
    return Stretch("day", day)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    start = date(year, month + 1, 1)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1) if year < 9999 else date.max
    return start.replace(day=min(day.day, (following - start).days or 31))


def add(day: date, unit: str, steps: int) -> date:
    """Return `day` moved by `steps` units of "day", "week", "month", "quarter", "year", ..."""
    if unit in _DAYS:
        return day + timedelta(days=_DAYS[unit] * steps)
    return add_months(day, (_MONTHS.get(unit) or 12 * _YEARS[unit]) * steps)
