"""Where the telling begins in a slice: behind what a page or a wire service puts before it."""

from __future__ import annotations

import re
from typing import Final

# What is left of a sentence behind its lead; shorter, the lead was the sentence.
_LEAST_WORDS: Final = 4
# No lead is longer.
_LONGEST: Final = 240
_DASH: Final = r"(?:--+|[—–−-])"
_UPPER: Final = r"[^\W\d_a-z]{2}(?:[^\W\d_a-z]|[.'’/-])*"
_PLACE: Final = r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}"
_MONTH: Final = (
    r"(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?|March|April|May|June|July)"
)
_ON: Final = rf"(?:,? {_MONTH} \d{{1,2}})?"
# A mark that closes what the slice does not open, with the comma or blank around it.
_STRAY: Final = re.compile(
    r"(?:[”»)\]]|[\"'’](?=\s|$)|[,;:.](?=[\s\"”'’]))(?:[\s,;:.”»)\]]|[\"'’](?=\s|$))*"
)
_END: Final = re.compile(r"[.!?][\"”’)]*\s+")
_DATELINE: Final = re.compile(
    # "SEOUL, South Korea (AP) —", "BEIJING, Jan. 8 (Harbour Wire) --", "LONDON —"
    rf"(?:{_UPPER}(?:[ ,]+{_UPPER}){{0,4}}(?:, {_PLACE}){{0,2}}{_ON}(?:,? \d{{4}})?,?"
    rf"(?: ?\([^()\n]{{2,40}}\)| ?/[\w ]{{2,30}}/)?\s*{_DASH}+\s+"
    # "Tolby (AP) —"
    rf"|{_PLACE}(?:, {_PLACE}){{0,2}}{_ON} \([A-Z][\w /]{{1,25}}\)\s*{_DASH}+\s+"
    # "(CNN)", "Tolby (CNN)"
    rf"|(?:{_PLACE}(?:, {_PLACE}){{0,2}} )?\((?:CNN|AP|AFP|Reuters|UPI|Yonhap|Xinhua|KCNA)"
    rf"[\w ]{{0,12}}\)\s*(?:{_DASH}+\s+)?)"
    # "NATO - an alliance" is none.
    r"(?=[\"“‘']?(?:[^\W\d_a-z]|\d))"
)
# "Ad Feedback How it began 02:07 - Source: CNN", "Now playing 00:40", "01:15 - Source: CNN".
_PLAYER: Final = re.compile(
    r"(?:Video\s+)?(?:Ad Feedback|Now playing|JUST WATCHED|Watch this video)\b"
    r"[^\n]{0,160}?\b\d{1,2}:\d\d\b(?:\s*-\s*Source:\s*\w+)?\s*"
    r"|\d{1,2}:\d\d\s*-\s*Source:\s*\w+\s*"
)
# What a page prints over or beside a report, run into its first sentence.
_LABEL: Final = re.compile(
    r"(?:(?:AI[- ](?:assisted|generated|powered) (?:article )?summary|Article summary"
    r"|(?:Show|Hide|Toggle|show|hide|toggle) [Cc]aption|Image [Cc]aption|Media [Cc]aption"
    r"|Key (?:[Tt]akeaways?|[Pp]oints)|Listen to (?:this )?(?:article|story)|Play [Vv]ideo"
    r"|(?:Share|Save|Gift|Print) this (?:article|story)|Copy [Ll]ink|Article content"
    r"|(?:Article|Story) continues(?: below(?: (?:this )?(?:ad|advertisement|video))?)?"
    r"|(?:Advertisement|ADVERTISEMENT)|Skip to (?:main )?content|Scroll to continue"
    r"|Reading time|\d+[- ]min(?:ute)?s? read)"
    # How long it is to hear or read: "Listen to this article 3 min".
    r"(?:\s*[·•|:(-]*\s*\d+(?::\d\d)?(?:\s*min(?:ute)?s?\b)?\)?)?[^\S\n]*[·•|:–—-]?[^\S\n]+)+"
    rf"(?:{_DATELINE.pattern}|(?=[\"“‘']?(?:[^\W\d_a-z]|\d)))"
)
_HEADING: Final = re.compile(
    r"(?:What|Why|How|When|Where|Who)\b[\w’' ]{3,30}:\s*(?=[\"“]?[^\W\d_a-z])"
)
# As many words are compared with the end of the paragraph before.
_REPEATED_WORDS: Final = 12
# Characters of that paragraph that are looked at.
_LINE: Final = 400


def told_from(text: str, start: int, end: int) -> int:
    """Return where reporting begins in `text[start:end]`, `start` where nothing stands before it.

    Left out are marks that close an earlier quotation, the label of a player or of the page, a
    dateline, and what a page says twice: the end of the line before, and the heading that follows
    it.
    """
    at = start
    while (behind := _behind_lead(text, at, end)) > at:
        if len(text[behind:end].split()) < _LEAST_WORDS:
            return at
        at = behind
    return at


def _behind_lead(text: str, start: int, end: int) -> int:
    near = min(end, start + _LONGEST)
    stray = _STRAY.match(text, start, near)
    if stray:
        # '" he added. The mayor left': what goes on behind the mark ends with its sentence.
        rest = (
            _END.search(text, stray.end(), end) if text[stray.end() : end][:1].islower() else None
        )
        return rest.end() if rest else stray.end()
    opens = start == 0 or text[start - 1] == "\n"
    for pattern in (_PLAYER, _LABEL, *([_DATELINE] if opens else [])):
        found = pattern.match(text, start, near)
        if found and found.end() > start:
            return found.end()
    again = _behind_repeated(text, start, end)
    if again > start:
        heading = _HEADING.match(text, again, end)
        return heading.end() if heading else again
    return start


def _behind_repeated(text: str, start: int, end: int) -> int:
    """Return where a paragraph goes on behind the words that end the one before it.

    A list may be printed so: "Deaths: Four", "Four What happened: ...".
    """
    before = text[max(0, start - _LINE) : start].rstrip()
    if not before or text[start - 1] != "\n":
        return start
    last = before[before.rfind("\n") + 1 :]
    words = list(re.finditer(r"\S+\s*", text[start:end]))[:_REPEATED_WORDS]
    for found in reversed(words):
        piece = text[start : start + found.end()].rstrip()
        follows = text[start + found.end() : start + found.end() + 1]
        apart = last == piece or last.endswith((f" {piece}", f":{piece}"))
        if apart and follows.isupper() and last != piece:
            return start + found.end()
    return start
