"""Verbs by the base that their forms share: "met" and "meets" are forms of "meet"; pure."""

from __future__ import annotations

from typing import Final

from assistant.answer.words import stem

# Stems join the regular forms; these have forms of their own. The base stands first.
_IRREGULAR_VERBS: Final = """
    arise arose arisen; beat beaten; become became; begin began begun; bite bit bitten; blow blew
    blown; break broke broken; bring brought; build built; buy bought; catch caught; choose chose
    chosen; come came; deal dealt; draw drew drawn; drive drove driven; eat ate eaten; fall fell
    fallen; feed fed; feel felt; fight fought; find found; flee fled; fly flew flown; forbid forbade
    forbidden; forget forgot forgotten; freeze froze frozen; get got gotten; give gave given; go
    went gone; grow grew grown; hang hung; have had has; hear heard; hide hid hidden; hold held;
    keep kept; know knew known; lay laid; lead led; leave left; lend lent; lose lost; make made;
    mean meant; meet met; overthrow overthrew overthrown; overturn overturned; pay paid; ride rode
    ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell
    sold; send sent; shake shook shaken; shoot shot; sing sang sung; sink sank sunk; sit sat; sleep
    slept; speak spoke spoken; spend spent; stand stood; steal stole stolen; strike struck; sue
    sues sued suing; swear swore sworn; swim swam swum; take took taken; teach taught; tell told;
    think thought; throw threw thrown; undergo underwent undergone; understand understood; wake
    woke woken; wear wore worn; win won; withdraw withdrew withdrawn; write wrote written
"""


def _bases() -> dict[str, str]:
    found = {}
    for entry in _IRREGULAR_VERBS.split(";"):
        base, *forms = entry.split()
        found.update(dict.fromkeys(forms, base))
    return found


_BASES: Final = _bases()
# Past forms that do not end in "ed".
IRREGULAR_FORMS: Final = frozenset(_BASES)


def verb_stem(word: str) -> str:
    """Return the stem of a verb's base form."""
    lowered = word.lower()
    return stem(_BASES.get(lowered, lowered))
