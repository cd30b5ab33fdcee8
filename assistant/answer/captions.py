"""Tells the words under a picture from reporting, by how captions are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.models import Span

_AGENCY: Final = (
    r"(?:AP(?: Photo| Images)?|AFP|EPA(?:-EFE)?|REUTERS|Reuters|UPI|Yonhap|Xinhua|Kyodo|KCNA"
    r"|Newsis|ANSA|Getty(?: Images)?|Shutterstock|ZUMA(?: Press)?|Sipa(?: USA)?|NurPhoto|Redux"
    r"|Anadolu(?: Agency)?|Bloomberg|CNN|NBC|ABC|CBS|USA TODAY(?: Sports| Network)?|Alamy|Corbis"
    r"|Imagn(?: Images)?|WireImage|Hulton Archive|Handout|File)"
)
_NAME: Final = r"[^\W\d_a-z][\w.'’-]+"
_PICTURE: Final = r"(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)"
_CREDIT: Final = re.compile(
    # "Ada Brook/Harbour Post/AP": who took the picture, for whom.
    rf"(?<![\w.'’-])(?:{_NAME} )*{_NAME}/(?:[\w.&'’ -]{{2,30}}/)*{_AGENCY}(?![\w/]|-\w)"
    rf"|\((?:AP |File |Handout )?{_PICTURE}s?\b[^)]*\)"
    rf"|\({_AGENCY}(?:/[^)]*| [Pp]hotos?| via [^)]*)\)"
    rf"|\b{_PICTURE}s? (?:by|courtesy|credits?|provided by|taken by)\b"
    r"|\b(?:Photo|Image|Picture|Credit|Caption): "
)
# Behind the full stop of the last sentence: "... in Tolby. Yonhap".
_SIGNED: Final = re.compile(rf"[.!?\"”’)] ?[/(\[]?{_AGENCY}[)\]]?\.?$")
_IN_PICTURE: Final = re.compile(
    r"\bin (?:this|an?|the) (?:\w+ ){0,3}"
    r"(?:photo(?:graph)?|picture|image|handout|frame ?grab|video grab|screengrab)\b"
    r"(?=[ ,]+(?:released|provided|taken|made|distributed|issued|supplied|obtained|from|by|dated"
    r"|shot|captured|above|below|\w+day)\b|[.:]?$)"
    r"|\b(?:file|handout|undated|pool) (?:photo|image|picture)\b|^(?:image|media) caption\b"
    r"|\b(?:is|are|was|were) (?:seen|shown|pictured)"
    r"(?: here\b| in (?:this|an?) (?:\w+ ){0,2}(?:photo|picture|image)\b)"
    r"|\bpictured (?:here|above|below|left|right)\b",
    re.IGNORECASE,
)
# Who stands where: "Wang Yi, left, shakes hands".
_PLACED: Final = re.compile(
    rf"{_NAME}(?:,| \()\s?(?:(?:second|third|fourth) from )?"
    r"(?:far |top |bottom |upper |lower )?"
    r"(?:left|right|cent(?:er|re)|foreground|background|L|R|C)(?:\)|,(?! but\b)| and )"
)
# A caption is told as if it happened now.
_PAST: Final = re.compile(r"\b(?:was|were|said|had|did|[a-z]{3,}ed)\b")
# A longer sentence is reporting that mentions a picture.
_CAPTION_CHARACTERS: Final = 600


# Words by which a short line is a sentence; those in -ed, -s and -ing are told by their ending.
_VERB_WORDS: Final = """
    am be been began begin bit bled blew bought bring broke brought build built burnt came can
    caught chose come could cut did dies do drew drove dug eat fed fell felt fled flew forgot fought
    found froze gave get go got grew had hang have held hid hit hung hurt is are it's keep kept knew
    know laid lay led left lent let lie lost made make may mean meant meet met might must paid put
    quit ran rang read rise rode rose run said sang sank sat saw say see seen sell send sent set
    shall shook shot should shut slept sold sought speak spent split spoke spread stand steal stood
    stole stop stuck sunk swam swept swore swung take taught tell think thought threw told took tore
    understood want was went were will win woke won wore would write wrote agree need hope
    remain seem appear call ask
"""
_VERBS: Final = frozenset(_VERB_WORDS.split())
_NO_VERBS: Final = frozenset(("its", "his", "this", "as", "across", "during", "red", "us"))
_VERB_ENDING: Final = re.compile(r"(?:ed|ing|s|n['’]t|['’](?:s|re|ve|ll|d))$")
_TITLE_WORDS: Final = 14


def has_no_verb(line: str) -> bool:
    """Tell whether a short line with a full stop tells nothing: "The mill of Tolby, in Orvale.".

    Such are titles of pictures, opening hours, "Read more here."; a word that might be a verb makes
    a line reporting.
    """
    words = [word.strip('.,;:()"“”') for word in line.split()]
    if not 2 <= len(words) <= _TITLE_WORDS or not line.endswith(".") or line[:1] in "\"“‘'":
        return False
    small = [word for word in words if word[:1].islower()]
    return bool(small) and not any(
        word in _VERBS or (_VERB_ENDING.search(word) and word not in _NO_VERBS) for word in small
    )


@lru_cache(maxsize=4096)
def is_caption(sentence: str) -> bool:
    """Tell whether a sentence is a caption: it has a credit, who stands where, "in this photo"."""
    if len(sentence) > _CAPTION_CHARACTERS:
        return False
    if _CREDIT.search(sentence) or _SIGNED.search(sentence) or _IN_PICTURE.search(sentence):
        return True
    placed = _PLACED.search(sentence)
    return placed is not None and _PAST.search(sentence, placed.end()) is None


def stands_in_caption(text: str, sentences: Sequence[Span], index: int) -> bool:
    """Tell whether a sentence is a caption, or goes on one that begins its paragraph."""
    start, end = sentences[index]
    if is_caption(text[start:end]):
        return True
    paragraph = text.rfind("\n", 0, start) + 1
    first = index
    while first and sentences[first - 1][0] >= paragraph:
        first -= 1
    return first < index and is_caption(text[slice(*sentences[first])])
