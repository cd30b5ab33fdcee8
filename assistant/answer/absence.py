"""Tells years and ranges in which something did not happen: they answer no "when"."""

from __future__ import annotations

import re
from typing import Final

from assistant.annotations import ResolvedDate
from assistant.answer.question import Question
from assistant.answer.sentences import split_sentences
from assistant.answer.words import stem, stems
from assistant.models import Quote

# Shorter than a year, a date in a denial may be that of another thing: "missed the March meeting".
_YEAR_DAYS: Final = 365
_DENIAL: Final = re.compile(
    r"\b(?:(?:did|do|does|was|were|had|have|has|is|are|could|would|can)(?:\s+not|n['’]t)\b(?!\sonly)"
    r"|never\b(?!\s\w+ing\b)|no\b(?!\s(?:later|fewer|less|more|sooner)\b)|none\b|neither\b|nobody\b)",
    re.IGNORECASE,
)
# "When did the two not meet?"
_NOT_ASKED: Final = re.compile(r"\b(?:not|never|no|nobody|without)\b|n['’]t\b", re.IGNORECASE)
# The other end of a range, and the years beside one: "2012 to 2017", "2015, 2016 and 2017".
_MORE_AFTER: Final = re.compile(r"(?:\s*(?:to|through|until|and|or|,|-|–|—)\s*(?:in\s)?\d{4})+\b")
_MORE_BEFORE: Final = re.compile(r"(?:\b\d{4}\s*(?:to|through|until|and|or|,|-|–|—)\s*(?:in\s)?)+$")
_CLAUSE_END: Final = re.compile(r"[,;:—]|\b(?:but|although|though|because)\b")
# Forms of the verbs of news that have no stem in common: "when did they meet", "never met".
_FORMS: Final = """
    met:meet held:hold won:win lost:lose came:come went:go took:take left:leave saw:see gave:give
    spoke:speak ran:run fought:fight built:build began:begin begun:begin flew:fly paid:pay sold:sell
    bought:buy sent:send made:make rose:rise fell:fall broke:break wrote:write sang:sing led:lead
    got:get became:become struck:strike shot:shoot found:find taught:teach told:tell grew:grow
"""
_PLAIN: Final = {
    stem(form): stem(plain) for form, plain in (pair.split(":") for pair in _FORMS.split())
}
# What was denied up to a time happened then.
_UP_TO: Final = re.compile(
    r"\b(?:until|till|before|by|since|after)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)


def tells_absence(question: Question, quote: Quote, each: ResolvedDate) -> bool:
    """Tell whether a quote says of a year or a range that what is asked for did not happen then."""
    if each.first is None or each.last is None or _NOT_ASKED.search(question.query):
        return False
    wide = (each.last - each.first).days + 1 >= _YEAR_DAYS or "/" in (each.value or "")
    if not wide:
        return False
    deeds = _plain(frozenset(question.stems) - question.names)
    return any(not deeds.isdisjoint(_plain(stems(said))) for said in _denials(quote, each))


def _plain(found: frozenset[str]) -> frozenset[str]:
    return frozenset(_PLAIN.get(each, each) for each in found)


def _denials(quote: Quote, each: ResolvedDate) -> list[str]:
    """Return the clauses beside a date that deny something."""
    start, end = each.start - quote.start, each.end - quote.start
    spans = split_sentences(quote.text)
    first, last = next((s for s in spans if s[0] <= start < s[1]), (0, len(quote.text)))
    before, after = quote.text[first:start], quote.text[end:last]
    before = _MORE_BEFORE.sub("", before)
    more = _MORE_AFTER.match(after)
    after = after[more.end() if more else 0 :].removeprefix(",")
    clauses = [_CLAUSE_END.split(after, maxsplit=1)[0]]
    if not _UP_TO.search(before):
        clauses.append(_CLAUSE_END.split(before)[-1])
    return [clause for clause in clauses if _DENIAL.search(clause)]
