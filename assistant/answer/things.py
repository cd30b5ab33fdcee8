"""Tells nouns that can say something from things, and from documents that nobody signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.answer.speech import OPENERS, SPEAKERS, listed

# They show or sound; who made them speaks.
_THINGS: Final = listed(
    """
    video videos footage photo photos photograph photographs picture pictures image images clip
    clips recording recordings tape map chart graph sign signs banner song album film movie show
    scene scenes camera screen machine computer weather letterhead counter answer number numbers
    paper matter order power offer river water winter summer dinner tower chapter folder poster
    trailer sticker flier flyer pamphlet plaque placard billboard ticket label caption headline
    evidence story stories word words phrase fact facts ruler mirror motor error honor color colour
    odor rumor rumors rumour rumours factor factors door floor remainder disaster murder encounter
    corner orders border slogan app apps device
    """
)
# They say something only as somebody's: "the ministry's letter", "a memo from the mayor".
_DOCUMENTS: Final = listed(
    """
    document documents papers record records letter letters memo memos note notes email emails
    e-mail page pages account post posts tweet tweets message messages text texts
    article articles book books bulletin obituary description synopsis summary notice announcement
    advisory transcript transcripts filing filings listing list statement statements release ad ads
    advertisement commercial spot piece column brochure manual form contract agreement diary
    warrant file files receipt receipts invoice newsletter dossier manuscript draft
    """
)
_AGENT: Final = re.compile(
    r"(?:er|or|ist|man|woman|person|ian|ee|ant|ess|eur|ent|-old|-elect)s?$|(?:men|women|people)$"
)
_NO_AGENT: Final = re.compile(
    r"(?:ment|event|tent|cent|percent|accent|content|talent|rent|wonder)s?$"
)
_OWNER: Final = re.compile(r"[’']s?$")
_HIS: Final = listed("his her their its my our your whose")


def is_agent(noun: str) -> bool:
    """Tell whether a common noun is a person's by its ending: a questioner, a businesswoman."""
    if noun in _THINGS or noun.removesuffix("s") in _THINGS or _NO_AGENT.search(noun):
        return False
    return _AGENT.search(noun) is not None


def is_mute(head: Sequence[str], tail: Sequence[str]) -> bool:
    """Tell whether a noun phrase is a thing, or a document without an author.

    Args:
        head: the words up to its noun.
        tail: the words behind it, a preposition first.
    """
    # "The Post" and "Ada Rivers" are names.
    if len(head) > 1 and head[-1][0].isupper():
        return False
    noun = _OWNER.sub("", head[-1].lower())
    if noun in _THINGS:
        return True
    if noun not in _DOCUMENTS or (tail and tail[0] in ("from", "by")):
        return False
    return not any(_may_own(word) for word in head[:-1])


def _may_own(word: str) -> bool:
    lowered = _OWNER.sub("", word.lower())
    name = word[0].isupper() and lowered not in OPENERS
    return name or lowered in SPEAKERS or lowered in _HIS or lowered != word.lower()
