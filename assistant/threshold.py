"""The threshold of an answer, with the rates of false answers that it was measured to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ThresholdBasis = Literal["shipped", "measured on this index"]


@dataclass(frozen=True, slots=True)
class FalseAnswers:
    """How many of `n` questions without an answer were answered: `wrong`.

    `low` and `high` bound the rate at 95 % (Clopper-Pearson).
    """

    n: int
    wrong: int
    low: float
    high: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "n": self.n,
            "wrong": self.wrong,
            "low": round(self.low, 4),
            "high": round(self.high, 4),
        }


@dataclass(frozen=True, slots=True)
class Threshold:
    """The score from which a quote answers, and what it promises.

    `error_rate` is the wanted rate: how often a question that the corpus does not answer may be
    answered. When it was measured, `wrong` of `n` such questions were answered; `low` and `high`
    bound the rate at 95 % (Clopper-Pearson). `n` is 0 where nothing was measured. `look_alikes`
    tells the same of questions that almost match an article, where they were measured apart.
    """

    value: float
    error_rate: float
    n: int
    wrong: int
    low: float
    high: float
    basis: ThresholdBasis = "shipped"
    look_alikes: FalseAnswers | None = None

    def sentence(self, *, found: bool = True) -> str:
        """Return in plain sentences what the first quote had to reach, and the measured rates."""
        sure = f"at least {_percent(self.value)} % sure"
        first = f"The first quote had to be {sure}." if found else f"No sentence was {sure}."
        return " ".join([first, *self._rates()])

    def _rates(self) -> list[str]:
        told = []
        if self.n:
            tested = "other news" if self.basis == "shipped" else "these articles"
            rate = _rate(FalseAnswers(self.n, self.wrong, self.low, self.high))
            told.append(
                f"Tested on {tested}, {self.wrong} of {self.n} questions that had no answer got "
                f"one all the same ({rate})."
            )
        if alike := self.look_alikes:
            told.append(
                f"Of {alike.n} questions that almost match a report but have no answer in it, "
                f"{alike.wrong} got one ({_rate(alike)})."
            )
        return told

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "value": round(self.value, 4),
            "error_rate": self.error_rate,
            "n": self.n,
            "wrong": self.wrong,
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "basis": self.basis,
            "look_alikes": self.look_alikes.to_dict() if self.look_alikes else None,
        }


def _rate(told: FalseAnswers) -> str:
    rate = _percent(told.wrong / told.n) if told.n else "0"
    return f"{rate} %; the true rate is likely {_percent(told.low)} to {_percent(told.high)} %"


def _percent(share: float) -> str:
    """Return a share in percent: whole, or with one decimal below ten."""
    percent = 100 * share
    return f"{percent:.1f}".removesuffix(".0") if percent < 10 else f"{percent:.0f}"
