"""Tells from the verbs around a time expression whether it lies ahead or behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from assistant.answer.timex.lexicon import word_set
from assistant.answer.timex.tokens import Token

Tense = Literal["past", "future"]

_AHEAD: Final = word_set(
    "will ll wo shall would may might could scheduled expected expects expect plan plans "
    "planned planning slated due upcoming going hopes hope hoping intends intend aims aiming "
    "wants tentatively anticipates anticipated poised awaiting airs begins starts premieres "
    "ends opens closes expires looms debuts resumes concludes departs arrives arrive begin start "
    "air resume premiere deadline can targeting goes takes falls"
)
# Nouns as well: after an article or a past verb ("announced plans on Saturday") they tell nothing.
_WEAK: Final = word_set("would could might can arrives arrive departs goes takes looms falls")
_NOUNS: Final = word_set("plan plans hope hopes will may")
# What is done with plans of others or of old: its date is told, not theirs.
_SETTLED: Final = word_set(
    "approved passed backed rejected dropped scrapped abandoned shelved cancelled canceled "
    "withdrew blocked halted suspended"
)
_BEFORE_NOUNS: Final = word_set(
    "the a an its his her their our my new of for any these those and to no in with"
)
_BEHIND: Final = word_set(
    "was were did said told went came took made won lost died began met held left led sent "
    "saw found gave fell rose shot hit struck ran became beat broke built bought brought "
    "caught chose cut dealt drew drove felt fought flew got grew heard kept knew laid lay "
    "sold shook sank sat slept spoke spent spread stood stole swore swept taught threw "
    "thought understood woke wore wrote been ago posted according cast quit fled withdrew "
    "underwent overtook undertook ate drank forgot froze hid hung lent lit rang rode sang "
    "slid spun sprang stuck swam swung tore wept put read seen paid shut"
)
# The classes that verbs are in.
_VERB_KINDS: Final = ("w", "just", "through", "happened", "start", "lowmay", "maybe")
# The verb of "shut down on Sunday and will reopen".
_LINKS: Final = word_set("and those these any")
# Past forms that are infinitives as well.
_BASES: Final = word_set(
    "cut hit put read set shut quit cast spread become come run beat begin lay fall let cost"
)
# "To" and another verb behind these tell what was promised, mostly not when it will be: "agreed to
# plead guilty on Monday" tells of that Monday.
_PROMISES: Final = word_set("agreed decided vowed promised pledged ordered voted invited sworn")
# Appointments are ahead of their promise: "agreed to meet Friday".
_APPOINTMENTS: Final = word_set(
    "meet hold return resume reopen reconvene convene gather host visit appear debate talk start "
    "begin"
)
_STARTS: Final = word_set("starting beginning effective")
_OPENERS: Final = word_set("until till")
_PERFECT: Final = word_set("has have had ve")
# Participles that no past tense looks like: "has come".
_PARTICIPLES: Final = word_set(
    "come become overcome run gone done begun known grown shown flown thrown drawn taken given "
    "spoken broken chosen written risen fallen driven eaten sworn worn stolen frozen withdrawn"
)
# Words in -ed that are no past tense.
_NOT_VERBS: Final = word_set(
    "need indeed speed feed seed exceed proceed succeed united hundred sacred wicked naked "
    "red unlimited limited bed breed"
)
_SAYING: Final = word_set("said told announced reported added according posted warned noted ago")
# Forms of those ahead that follow "to" in what was done for a purpose: "moved to start a firm".
_PLAIN_FORMS: Final = word_set("expect plan hope begin start air resume premiere arrive")
# "Had been scheduled for May 3" tells of what is over, "was scheduled" mostly does not.
_ARRANGED: Final = word_set("scheduled slated planned expected due poised anticipated")
_HAD: Final = word_set("had")
# What became of it: "was scheduled for May 3 but was delayed".
_CALLED_OFF: Final = word_set(
    "postponed delayed cancelled canceled rescheduled moved pushed put called scrapped shelved "
    "suspended deferred abandoned dropped"
)
_STILL_HOLDS: Final = word_set("is are s re will not t never could may might would can be if")
_RECOUNTED: Final = word_set("was were")
# What may stand between a verb and the date of what it tells: no common noun, which may have a date
# of its own ("demanded a vote on Sunday").
_INSIDE: Final = ("name", "in", "on", "at", "early", "late", "up")
_ADVERBS: Final = word_set("there here again away out down off over")
_INSIDE_REACH: Final = 6
# Before "to be built" these say that it will be.
_INTENDED: Final = word_set("is are was were likely unlikely yet still sure certain bound ready")
_BEFORE_SET: Final = word_set("is are was were be been s re , also now still")
# "Is due to open", "closed due to ice".
_BEFORE_DUE: Final = word_set("is are was were be been s re m am also now still")
# Verbs farther away tell nothing; text without full stops (tables, lists) stays quick to read.
_REACH: Final = 60
# At most one word between verb and preposition: "was hired in May", "opened there in May".
_CLOSE: Final = 3
# "weren't reported there by anyone until": a negation this many tokens before still counts.
_NEGATION_REACH: Final = 8
_DENIALS: Final = word_set("not couldn neither nor nobody none")
_MODALS: Final = word_set("will ll would shall wo to may might could must should")
# A passive's auxiliaries stand at most this many tokens before its participle.
_AUXILIARY_REACH: Final = 4
_SHORTEST_VERB: Final = 4
# After these and after initials a full stop ends no sentence.
_ABBREVIATIONS: Final = word_set(
    "mr mrs ms dr st gen sen rep gov lt col sgt capt cmdr rev prof jr sr inc co corp ltd vs no "
    "jan feb mar apr jun jul aug sept sep oct nov dec pres sens reps atty hon ft mt dist calif "
    "fla mass mich minn pa tex va wash wis ore ill ind kan ky la md mo neb nev okla tenn vt"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a verb tells.

    `sure` where it stands close before and is no verb of saying; `weak` where it is "would" or
    "arrives", which a report of the past and a caption have as well, and where what was planned
    for the date was called off, before it or after. `done` where the date can be
    of nothing but what the verb reports: "began May 10", "left on Aug. 5". `at` is the index of a
    verb before the date.
    """

    tense: Tense | None = None
    sure: bool = False
    weak: bool = False
    done: bool = field(default=False, compare=False)
    at: int | None = field(default=None, compare=False)


def tense_at(tokens: Sequence[Token], first: int, after: int) -> Cue:
    """Return the tense at tokens `first` to `after`: of the nearest verb before, else after."""
    index = first - 1
    if _opens_ahead(tokens, index):
        return Cue("future")
    while index >= max(0, first - _REACH) and not ends_sentence(tokens, index):
        tense = _cue(tokens, index, first)
        if tense:
            return _cue_before(tokens, index, first, after, tense)
        index -= 1
    index = after
    while index < min(len(tokens), after + _REACH) and not ends_sentence(tokens, index):
        # "In July they agreed to meet": then they agreed; when they meet is not told.
        promised = tokens[index].word in _PROMISES
        tense = "past" if promised else _cue(tokens, index, len(tokens))
        if tense:
            return Cue(tense)
        index += 1
    return Cue()


def _cue_before(tokens: Sequence[Token], index: int, first: int, after: int, tense: Tense) -> Cue:
    """Return what the verb at `index` tells of the date behind it."""
    word = tokens[index].word
    if tense == "future" and _is_called_off(tokens, index, after):
        return Cue("past", weak=True, at=index)
    weak = word in _WEAK or (tense == "future" and _was(tokens, index, _RECOUNTED))
    own = not weak and word not in _SAYING
    near = own and first - index <= _CLOSE and tokens[first - 1].word in ("in", "on")
    # "Was born on May 3": what stands behind the auxiliary is the verb.
    verb = index + (word in _RECOUNTED and first - index > _CLOSE - 1)
    done = tense == "past" and own and _is_own_date(tokens[verb + 1 : first])
    return Cue(tense, near, weak, done, index)


def _is_own_date(between: Sequence[Token]) -> bool:
    """Tell "began May 10" and "ended in Orvale on Oct. 1" by what stands between."""
    if between and between[-1].kind not in ("in", "on"):
        return False
    return len(between) <= _INSIDE_REACH and all(
        token.kind in _INSIDE or token.word in _ADVERBS for token in between
    )


def _is_called_off(tokens: Sequence[Token], index: int, after: int) -> bool:
    """Tell "was scheduled for May 3 but was delayed", and "planned for May, was cancelled"."""
    word, before = tokens[index].word, tokens[max(0, index - _CLOSE) : index]
    if word not in _ARRANGED and word != "set" and not _was(tokens, index, _RECOUNTED):
        return False
    if any(token.word in _STILL_HOLDS and token.word != "be" for token in before):
        return False
    for at in range(after, min(len(tokens), after + _NEGATION_REACH)):
        if ends_sentence(tokens, at):
            return False
        if tokens[at].word in _CALLED_OFF:
            return all(token.word not in _STILL_HOLDS for token in tokens[after:at])
    return False


def _opens_ahead(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the word just before says so: "closed until Monday", "starting Friday".

    "Was not told until Monday" does not.
    """
    if index >= 0 and tokens[index].word in _STARTS:
        return True
    if index < 1 or tokens[index].word not in _OPENERS:
        return False
    before = tokens[max(0, index - _NEGATION_REACH) : index]
    negated = any(token.word in ("not", "t", "never", "since") for token in before)
    return not negated and not ends_sentence(tokens, index - 1)


def _cue(tokens: Sequence[Token], index: int, end: int) -> Tense | None:
    token = tokens[index]
    if token.kind not in _VERB_KINDS:
        return None
    if token.word in _AHEAD:
        if token.word == "could" and _is_denied(tokens, index):
            return "past"
        if token.word in _ARRANGED and _was(tokens, index, _HAD):
            return "past"
        told = _is_noun(tokens, index, end) or _is_purpose(tokens, index)
        return None if told else "future"
    if token.word in _PROMISES:
        following = {each.word for each in tokens[index + 1 : min(index + 4, end)]}
        return "future" if "to" in following and following & _APPOINTMENTS else "past"
    if token.word in _PERFECT:
        return _perfect(tokens, index)
    if token.word in ("set", "is", "are", "be"):
        return _arrangement(tokens, index)
    if is_past(token.word):
        return _participle(tokens, index)
    return None


def _arrangement(tokens: Sequence[Token], index: int) -> Tense | None:
    """Return the tense of "set to", "is set for" and "is due", which are ahead, or of "set"."""
    word = tokens[index].word
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    if following in ("to", "set", "due", "scheduled", "expected"):
        return "past" if word == "set" and _was(tokens, index, _HAD) else "future"
    if word != "set":
        return None
    arranged = following == "for" and index and tokens[index - 1].word in _BEFORE_SET
    return "future" if arranged and not _was(tokens, index, _HAD) else "past"


def _was(tokens: Sequence[Token], index: int, auxiliaries: frozenset[str]) -> bool:
    """Tell whether one of these stands just before a verb: "was to be held", "had been set"."""
    before = tokens[max(0, index - _CLOSE) : index]
    return any(token.word in auxiliaries for token in before)


def _is_denied(tokens: Sequence[Token], index: int) -> bool:
    """Tell "could not be reached Monday" and "nobody could say" from what could yet come."""
    near = tokens[max(0, index - _NEGATION_REACH) : index + 3]
    return any(token.word in _DENIALS for token in near)


def _is_purpose(tokens: Sequence[Token], index: int) -> bool:
    """Tell "moved to start a firm" and "closed due to Monday's storm" from what is ahead."""
    if index == 0:
        return False
    word, before = tokens[index].word, tokens[index - 1].word
    if word != "due":
        return before == "to" and word in _PLAIN_FORMS
    following = tokens[index + 1 : index + 3]
    if [each.word for each in following[:1]] != ["to"]:
        return False
    return following[-1].kind != "w" or (before not in _BEFORE_DUE and before != ",")


def _is_noun(tokens: Sequence[Token], index: int, end: int) -> bool:
    if tokens[index].word not in _NOUNS or index == 0:
        return False
    word, before = tokens[index].word, tokens[index - 1].word
    if word == "will" and before in _LINKS:
        return False
    if index + 1 < end and tokens[index + 1].word == "to":
        # "Announced plans to meet on Saturday", but "scrapped the plans to meet on Saturday".
        return any(token.word in _SETTLED for token in tokens[max(0, index - _CLOSE) : index])
    return before in _BEFORE_NOUNS or is_past(before)


def _perfect(tokens: Sequence[Token], index: int) -> Tense | None:
    """Tell "has announced" from "has until Friday"."""
    words = [token.word for token in tokens[index + 1 : index + 1 + _AUXILIARY_REACH]]
    if any(is_past(word) or word in _PARTICIPLES for word in words):
        return "past"
    return "future" if words[:1] == ["until"] else None


def is_past(word: str) -> bool:
    """Tell whether a word is a verb in the past: "was", "opened"."""
    return word in _BEHIND or _regular_past(word)


def _regular_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > _SHORTEST_VERB and word not in _NOT_VERBS


def _participle(tokens: Sequence[Token], index: int) -> Tense | None:
    """Return the tense of "released": future in "will be released", none in "is released"."""
    words = [token.word for token in tokens[max(0, index - _AUXILIARY_REACH) : index]]
    if words[-2:] == ["to", "be"] and _INTENDED.isdisjoint(words[-3:-2]):
        # "Allowed a school to be built": when, the verb before tells, or a later one.
        return None
    if tokens[index].word in _BASES and words[-1:] == ["to"]:
        # "She went to Texas to run a farm".
        return None
    if tokens[index].word in _BASES and not _MODALS.isdisjoint(words[-2:]):
        # "Would cut off", "to be put", "will not hit".
        return "future"
    if "be" in words[-2:] and not _MODALS.isdisjoint(words):
        return "past" if "could" in words and _is_denied(tokens, index - 2) else "future"
    return None if words[-1:] in (["is"], ["are"], ["being"]) else "past"


def ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a token ends a sentence or a paragraph."""
    token = tokens[index]
    if token.kind == "gap":
        return True
    if token.kind != "stop":
        return False
    if token.word != "." or index == 0:
        return True
    before = tokens[index - 1].word
    if index + 1 < len(tokens) and _goes_on(tokens[index + 1]):
        return False
    return len(before) > 1 and before not in _ABBREVIATIONS


def _goes_on(following: Token) -> bool:
    """Tell whether what follows a full stop belongs to its sentence: "in Mobile, Ala., killed"."""
    return following.kind == "comma" or (following.word.isalpha() and not following.capital)
