"""What a quote claims in answer to a question: the number or the day it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.annotations import ResolvedDate
from assistant.answer.event_date import days, event_date
from assistant.answer.names import find_names
from assistant.answer.quantities import Quantity, find_quantities
from assistant.answer.question import Question
from assistant.answer.retold import seats
from assistant.answer.sentences import split_sentences
from assistant.answer.words import STOP_WORDS, stem, words
from assistant.models import Quote, Span

_FATES: Final = {
    "death": "kill killed kills killing died die dead death deaths toll fatal fatally"
    " fatality fatalities lives slain perished drowned murdered",
    "injury": "injured injuring injure injuries injury wounded hurt hospitalized hospitalised",
    "arrest": "arrested arrests arrest detained detentions custody jailed",
    "missing": "missing unaccounted",
    "flight": "displaced evacuated evacuees homeless fled",
    "rescue": "rescued saved survived survivors",
    "illness": "infected infections cases sickened ill",
}
_FATE_OF: Final = {word: fate for fate, fated in _FATES.items() for word in fated.split()}
_PEOPLE: Final = frozenset(
    stem(word) for word in ("people", "persons", "person", "others", "victims", "lives", "deaths",
                            "fatalities", "individuals")
)  # fmt: skip
_SHARE: Final = frozenset(map(stem, ("percent", "percentage", "share", "proportion", "rate")))
_MONEY: Final = frozenset(
    map(stem, ("cost", "price", "pay", "paid", "worth", "much", "money", "value", "fine", "fined"))
)
_EMPTY: Final = frozenset(map(stem, STOP_WORDS)) - _MONEY
# A part of the whole is no other count of it.
_PART_OF: Final = re.compile(
    r"\b(?:including|among (?:them|those)|of (?:them|whom|those|which)|another|additional|other"
    r"|per|every|each|age|aged|no\.?|number|route|highway|channel|flight|chapter|section)"
    r"\s+(?:(?:at least|about|some|more than)\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER: Final = re.compile(
    r"^\s+(?:more|others?|additional|of (?:the|them|those|whom|its|their)|out of"
    r"|in (?:every|\d))\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:not|instead of|rather than)\s+$", re.IGNORECASE)
# "Sana Holt, 34, was": an age.
_AGE_BEFORE: Final = re.compile(r"[^\W\d_]\S*,\s+$")
_AGE_AFTER: Final = re.compile(r"^,\s+\w")
_CLAUSE_END: Final = re.compile(r"[;:]|,\s+(?:and|but|while|with|including)\b|\band\b|\bwhile\b")
# A date so wide that two of them hardly exclude one another.
_MONTH_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that a quote gives: what is counted, whose fate, and the names beside it.

    `seats` are those of the names that say where.
    """

    span: Span
    quantity: Quantity
    noun: tuple[str, ...]
    fates: frozenset[str]
    names: frozenset[str]
    seats: frozenset[str]

    @property
    def value(self) -> str:
        """The number as digits, with its unit."""
        number = f"{self.quantity.value:.10g}"
        return number + "%" if self.quantity.unit == "%" else self.quantity.unit + number


def counted(question: Question, quote: Quote) -> Counted | None:
    """Return the number with which a quote answers "how many", or None where it is not plain.

    It is the only number of the quote that counts what the question asks for, else the one that
    is marked as the answer; two different ones leave open which is meant.
    """
    told = told_counts(quote)
    found = [each for each in told if _is_asked(question, each)]
    counts = found or told
    chosen = [each for each in counts if marked(each.span, quote)] or found
    values = {(each.quantity.value, each.quantity.unit) for each in chosen}
    return chosen[0] if len(values) == 1 else None


def dated(question: Question, quote: Quote) -> ResolvedDate | None:
    """Return the date with which a quote answers "when", or None where it is too wide."""
    found = event_date(question, quote)
    return found if found is not None and _is_sharp(found) else None


def _is_sharp(found: ResolvedDate) -> bool:
    return days(found) <= _MONTH_DAYS or re.fullmatch(r"\d{4}", found.value or "") is not None


def _counts(quote: Quote) -> Iterator[Counted]:
    for start, end in split_sentences(quote.text):
        sentence = quote.text[start:end]
        offset = quote.start + start
        for quantity in find_quantities(sentence):
            span = (offset + quantity.start, offset + quantity.end)
            in_date = any(span[0] < day.end and day.start < span[1] for day in quote.dates)
            before, after = sentence[: quantity.start], sentence[quantity.end :]
            share = quantity.unit == "%"
            part = _PART_OF.search(before) or (_PART_AFTER.match(after) and not share)
            age = _AGE_BEFORE.search(before) and _AGE_AFTER.match(after) and not quantity.unit
            if not (in_date or part or age):
                yield _count(span, quantity, sentence)


def told_counts(quote: Quote) -> list[Counted]:
    """Return the numbers of a quote but dates, parts of a whole and those it says are wrong."""
    denied = _denied(quote)
    return [each for each in _counts(quote) if each.quantity.value not in denied]


def _denied(quote: Quote) -> frozenset[float]:
    """Return the numbers that a quote says are wrong: "three, not four"."""
    text = quote.text
    found = find_quantities(text)
    return frozenset(each.value for each in found if _DENIED.search(text[: each.start]))


def _count(span: Span, quantity: Quantity, sentence: str) -> Counted:
    start = max((m.end() for m in _CLAUSE_END.finditer(sentence, 0, quantity.start)), default=0)
    stop = _CLAUSE_END.search(sentence, quantity.end)
    end = stop.start() if stop else len(sentence)
    fates = _fates(sentence[start:end])
    noun = quantity.noun
    if (not noun and fates) or (noun and noun[-1] in _PEOPLE):
        noun = (*noun[:-1], "people")
    names = (name for name in find_names(sentence) if start <= name.start < end)
    return Counted(
        span,
        quantity,
        noun,
        fates,
        frozenset(part for name in names for part in name.stems if part.isalpha()),
        seats(sentence[start:end]),
    )


def _fates(text: str) -> frozenset[str]:
    lowered = (word.lower() for word in words(text))
    return frozenset(_FATE_OF[word] for word in lowered if word in _FATE_OF)


def _is_asked(question: Question, claim: Counted) -> bool:
    """Tell whether the number counts what the question asks for."""
    asked = frozenset(stem(word) for word in words(question.query)) - _EMPTY
    fates = _fates(question.query)
    if fates:
        people = claim.noun[-1:] == ("people",) or not asked.isdisjoint(claim.noun)
        return claim.fates == fates and people
    if claim.fates:
        return False
    if claim.quantity.unit:
        return not asked.isdisjoint(_SHARE if claim.quantity.unit == "%" else _MONEY)
    return not asked.isdisjoint(claim.noun[-1:])


def counts_asked(question: Question, told: Sequence[Counted]) -> list[Counted]:
    """Return the numbers that plainly count the noun that "how many" asks for, or that fate."""
    fates = _fates(question.query)
    if not fates:
        asked = frozenset(question.focus)
        return [each for each in told if not each.fates and not asked.isdisjoint(each.noun)]
    met = [each for each in told if each.fates == fates]
    return [each for each in met if _is_asked(question, each)] or met


def marked(span: Span, quote: Quote) -> bool:
    """Tell whether a slice is marked as the answer, or a part of it is."""
    return any(start < span[1] and span[0] < end for start, end in quote.highlights)
