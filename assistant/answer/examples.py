"""Makes example questions out of articles, for a reader who does not know the corpus yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer.clues import DATE, NUMBER
from assistant.answer.names import Name, find_names
from assistant.answer.places import is_place
from assistant.answer.sentences import split_sentences
from assistant.models import Article, Span

# What somebody does on a day that a person may ask for, and whether an object follows.
_DEEDS: Final = {
    "visited": "visit", "met": "meet", "left": "leave", "signed": "sign",
    "married": "marry", "sued": "sue", "bought": "buy",
    "endorsed": "endorse", "replaced": "replace", "launched": "launch", "opened": "open",
    "banned": "ban", "invaded": "invade", "fired": "fire", "arrived in": "arrive in",
    "returned to": "return to", "travelled to": "travel to", "traveled to": "travel to",
}  # fmt: skip
_ALONE: Final = {"died": "die", "resigned": "resign", "retired": "retire"}
_SUFFERED: Final = (
    "elected|arrested|sentenced|convicted|acquitted|born|killed|indicted|inaugurated|appointed"
)
_DID: Final = re.compile(
    rf" (?:(?P<did>{'|'.join(_DEEDS)})(?: with)? (?P<the>the )?(?=[A-Z])"
    rf"|(?P<alone>{'|'.join(_ALONE)})\b|was (?P<was>{_SUFFERED})\b)"
)
_WON: Final = re.compile(
    r" won (?:the )?(?=(?:[A-Z\d][\w’'-]* ){0,4}"
    r"(?:Cup|Open|Prize|Award|Oscar|Grammy|Bowl|Series|Masters|Championships?|League|Prix|Marathon)\b)"
)
_DISASTER: Final = re.compile(
    r"\b(?P<event>(?:Hurricane|Typhoon|Cyclone) [A-Z][a-z]+"
    r"|(?!The |In |On |After )(?:[A-Z][a-z]+ ){1,2}(?:earthquake"
    r"|wildfires?|shooting|crash|floods|tsunami|explosion|stampede|landslide|bombing))\b"
)
_CALLED: Final = ("Hurricane", "Typhoon", "Cyclone")
_DIED: Final = re.compile(
    r"\b(?:people|men|women|children)\b.{0,40}\b(?:died|dead|killed)\b|\bkilled\b"
)
_PERSON: Final = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,2}")
# Two capitalised words that are nobody.
_NOBODY: Final = re.compile(
    r"\b(?:Studies|Institute|University|College|School|Department|Ministry|House|Party|Council"
    r"|Committee|Court|Bank|Group|Company|Corp|Inc|Times|Post|News|Wire|Press|Union|Association"
    r"|Agency|Services?|Police|Army|Forces?|Team|Club|City|County|States?|National|International"
    r"|United|North|South|East|West|New|American|Street|Cent(?:er|re)|Board|Office|Foundation"
    r"|Church|Hospital|Airlines|Media|Desk|Editor|Officials?|Republicans?|Democrats?|\w+day)\b"
)
# What may follow a name that is whole.
_GOES_ON: Final = re.compile(
    r"[,.;]|$| (?:on|in|for|at|to|after|before|and|by|with|during|as|where|when|last|this|early"
    r"|late|from|over|without|again|while|earlier|\w+day)\b"
)
# What stands before a name is no part of it: "South Korean President Moon Jae-in".
_RANK: Final = re.compile(
    r"^.*\b(?:President|Minister|Chancellor|Premier|Secretary|Senator|Sen\.|Rep\.|Gov\.|Governor"
    r"|Mayor|Judge|General|Gen\.|Dr\.|Mr\.|Mrs\.|Ms\.|King|Queen|Prince|Princess|Pope|Emeritus"
    r"|Coach|Chief|Leader)\s+"
)
# News tells the main thing first; the rest of a long article is left unread.
_READ_CHARACTERS: Final = 2000


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and the sentence of an article that answers it."""

    question: str
    article: Article
    sentence: Span


def example_questions(articles: Sequence[Article]) -> Iterator[Example]:
    """Yield questions that a sentence of the articles answers, those on frequent names first.

    Each asks for the day of what somebody did, who won something, or how many died in a disaster:
    of whom or what a title or several articles tell. The same articles give the same questions.
    """
    found: dict[str, tuple[str, Example]] = {}
    counts: Counter[str] = Counter()
    for article in articles:
        text = article.text[:_READ_CHARACTERS]
        for part in (article.title, text):
            counts.update({*_PERSON.findall(part), *_DISASTER.findall(part)})
        if _DID.search(text) or _WON.search(text) or _DISASTER.search(text):
            for start, end in split_sentences(text):
                for name, question in _asked(text[start:end]):
                    found.setdefault(question, (name, Example(question, article, (start, end))))
    told = [entry for entry in found.values() if counts[entry[0]] > 1]
    yield from _in_turn(sorted(told, key=lambda entry: -counts[entry[0]]))


def _in_turn(ranked: Sequence[tuple[str, Example]]) -> Iterator[Example]:
    """Yield one example of each name before a second of any."""
    turns: Counter[str] = Counter()
    order: list[tuple[int, Example]] = []
    for name, example in ranked:
        order.append((turns[name], example))
        turns[name] += 1
    yield from (example for _, example in sorted(order, key=lambda entry: entry[0]))


def _asked(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield what a sentence answers: whom or what the question is on, and the question."""
    event = _DISASTER.search(sentence)
    if event and _DIED.search(sentence) and NUMBER.search(sentence.replace(event["event"], "")):
        the = "" if event["event"].startswith(_CALLED) else "the "
        yield event["event"], f"How many people died in {the}{event['event']}?"
    if not (_DID.search(sentence) or _WON.search(sentence)):
        return
    names = find_names(sentence)
    dated = DATE.search(sentence) is not None
    for name in names:
        who = _RANK.sub("", name.text)
        if not _PERSON.fullmatch(who) or _NOBODY.search(who) or is_place(who):
            continue
        if (won := _WON.match(sentence, name.end)) and (what := _object(sentence, names, won)):
            yield who, f"Who won the {what}?"
        elif dated and (did := _DID.match(sentence, name.end)):
            yield from ((who, question) for question in _when(sentence, names, who, did))


def _when(sentence: str, names: Sequence[Name], who: str, did: re.Match[str]) -> Iterator[str]:
    if did["alone"]:
        yield f"When did {who} {_ALONE[did['alone']]}?"
    elif did["was"]:
        yield f"When was {who} {did['was']}?"
    elif what := _object(sentence, names, did):
        yield f"When did {who} {_DEEDS[did['did']]} {did['the'] or ''}{what}?"


def _object(sentence: str, names: Sequence[Name], verb: re.Match[str]) -> str | None:
    """Return the name behind a verb, without a rank; None where it is a day, or describes."""
    name = next((name for name in names if name.start == verb.end()), None)
    # "Met North Korean leader Kim", "won the Women's Cup": the name goes on.
    if name is None or DATE.search(name.text) or not _GOES_ON.match(sentence, name.end):
        return None
    return _RANK.sub("", name.text)
