"""The threshold of an answer, with the rate of false answers that it was measured to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ThresholdBasis = Literal["shipped", "measured on this index"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The score from which a quote is shown, and what it promises.

    `error_rate` is the wanted rate: how often a question that the corpus does not answer may be
    answered. When it was measured, `wrong` of `n` such questions were answered; `low` and `high`
    bound the rate at 95 % (Clopper-Pearson). `n` is 0 where nothing was measured.
    """

    value: float
    error_rate: float
    n: int
    wrong: int
    low: float
    high: float
    basis: ThresholdBasis = "shipped"

    def sentence(self, *, found: bool = True) -> str:
        """Return one plain sentence for a reader of an answer, or of the lack of one."""
        sure = f"at least {_percent(self.value)} % sure"
        first = f"Shown when {sure}" if found else f"Nothing is {sure}"
        if not self.n:
            return f"{first}."
        corpus = "other news" if self.basis == "shipped" else "this corpus"
        return (
            f"{first}; at this setting {self.wrong} of {self.n} questions without an answer were "
            f"answered wrongly, measured on {corpus} (95 % interval {_percent(self.low)}-"
            f"{_percent(self.high)} %)."
        )

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
        }


def _percent(share: float) -> str:
    """Return a share in percent: whole, or with one decimal below ten."""
    percent = 100 * share
    return f"{percent:.1f}".removesuffix(".0") if percent < 10 else f"{percent:.0f}"
