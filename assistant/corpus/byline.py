"""Finds who wrote a report and where it appeared, in the lines of its page."""

# ruff: noqa: E501 (patterns stay whole)
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from assistant.corpus.lines import Line
from assistant.corpus.outlets import domain_of, host_of, outlet_of
from assistant.corpus.published import full_dates

_BY: Final = re.compile(
    r"^(?:(?:story |words |report(?:ed|ing)? |written |posted |published |article )?by[: ]|written:|author:|reporter:|por |von )\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_KOREAN: Final = re.compile(
    r"^[\[(【]?(?:\S{2,12}\s?=\s?)?(?P<name>[가-힣]{2,4})\s?(?:기자|특파원)\b"
)
_EMAIL: Final = re.compile(r"(?P<user>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_NAME_WORD: Final = re.compile(
    r"^(?:[^\W\d_a-z][\w'’.-]*|de|da|del|della|di|la|le|van|von|der|den|bin|ibn|al|el|and|&|y|e)$"
)
_NAME_STOP: Final = re.compile(
    r"\s*(?:[|•·/;]|\s[-–—]\s|,\s|\s@|\bupdated\b|\bpublished\b|\bposted\b|\bfor\b|\bon\b|\bin\b|\b(?:from|at)\b).*$",
    re.IGNORECASE,
)
# The longest bylines name three people.
NAME_WORDS: Final = range(1, 13)
# Bylines stand between headline and report, or sign it below.
ABOVE_HEADLINE: Final = 4
INTO_BODY: Final = 3
BELOW_BODY: Final = 4

_OUTLET_WORD: Final = (
    r"News|Times|Post|TV|Radio|Herald|Agency|Press|Network|Journal|Daily|Tribune|Today|Today's|Ilbo|Broadcasting|"
    r"Telegraph|Guardian|Standard|Gazette|Chronicle|Observer|Globe|Sun|Star|Mail|Report|Media|CNN|BBC|NPR|AP|AFP|"
    r"Reuters|CNA|KBS|MBC|SBS|YTN|VOA|RFA|NHK|CGTN"
)
_SIGN_OFF: Final = re.compile(
    rf"^(?P<name>[^\W\d_a-z][\w'’. -]{{2,40}}?)(?:,| for| reporting for)\s+(?P<outlet>(?:[A-Z][\w'’&.-]*\s){{0,4}}(?:{_OUTLET_WORD}))"
    r"(?:,? (?:in )?[A-Z]\w+)?\.?$"
)
_COPYRIGHT: Final = re.compile(
    r"(?:copyright\s*(?:©|\(c\)|ⓒ)?|©|ⓒ|\(c\))\s*(?P<rest>.*)", re.IGNORECASE
)
_LEGAL_FORM: Final = re.compile(
    r"[,.]?\s*\b(?:inc|llc|ltd|limited|corp|corporation|co|company|plc|gmbh|ag|s\.?a|pty|group|all rights|unauthori|"
    r"todos|tous|alle|no part|the contents|may not|is not|&amp)\b.*$|\s*[.|;:,&<>/-]*\s*$",
    re.IGNORECASE,
)
_YEARS: Final = re.compile(
    r"^(?:(?:19|20)\d{2}\s*(?:[-–—,/]\s*(?:(?:19|20)\d{2}|\d{2}|present))?)[\s,.:|-]*|^(?:by|to)\s+",
    re.IGNORECASE,
)
OUTLET_WORDS: Final = range(1, 6)


def clean_name(text: str) -> str | None:
    """Return the name that `text` begins with, None where it does not read as one."""
    dates = full_dates(text)
    name = text[: dates[0][0]] if dates else text
    name = _EMAIL.sub("", name)
    name = _NAME_STOP.sub("", name.strip()).strip(" \t\u00a0.,:|()[]")
    words = name.split()
    if len(words) not in NAME_WORDS or not all(_NAME_WORD.match(word.strip(",")) for word in words):
        return None
    return None if len(words) == 1 and name.isupper() and len(name) < 4 else name


def _near(lines: Sequence[Line], headline: int | None, body: tuple[int, int]) -> Iterable[Line]:
    first, last = body
    low = max(0, (headline if headline is not None else first) - ABOVE_HEADLINE)
    yield from lines[low : first + INTO_BODY]
    yield from lines[max(first + INTO_BODY, last - 2) : last + BELOW_BODY]


def find_author(lines: Sequence[Line], headline: int | None, body: tuple[int, int]) -> str | None:
    """Return the author of a byline, a signed e-mail line or a sign-off near headline and body."""
    for line in _near(lines, headline, body):
        match = _BY.match(line.text) or _KOREAN.match(line.text)
        name = clean_name(match["name"]) if match and len(line.text) <= 120 else None
        if name:
            return name
    for line in _near(lines, headline, body):
        email = _EMAIL.search(line.text)
        name = clean_name(line.text[: email.start()]) if email and len(line.text) <= 100 else None
        if name and len(name.split()) > 1:
            return name
    sign_off = _sign_off(lines, body)
    return sign_off["name"].strip() if sign_off else None


def _sign_off(lines: Sequence[Line], body: tuple[int, int]) -> re.Match[str] | None:
    for line in reversed(lines[max(body[0], body[1] - 2) : body[1] + BELOW_BODY]):
        match = _SIGN_OFF.match(line.text)
        if match:
            return match
    return None


def find_source(
    lines: Sequence[Line], headline: int | None, body: tuple[int, int], url: str | None
) -> str | None:
    """Return the outlet: by its address, a sign-off, the writer's e-mail, a copyright line."""
    host = host_of(url) if url else ""
    sign_off = _sign_off(lines, body)
    mails = [
        match["host"]
        for line in _near(lines, headline, body)
        if (match := _EMAIL.search(line.text))
    ]
    known = (outlet_of(mail) for mail in mails)
    return (
        outlet_of(host)
        or (sign_off["outlet"] if sign_off else None)
        or next((name for name in known if name), None)
        or next((name for line in reversed(lines) if (name := _rights_holder(line.text))), None)
        or domain_of(host)
        or next((name for mail in mails if (name := domain_of(mail))), None)
    )


def _rights_holder(text: str) -> str | None:
    """Return the name of a copyright line without years and legal forms."""
    match = _COPYRIGHT.search(text) if len(text) <= 200 else None
    if match is None:
        return None
    name = match["rest"].strip()
    for _ in range(3):
        name = _YEARS.sub("", name).strip()
    name = _LEGAL_FORM.sub("", name).strip()
    words = name.split()
    proper = words and words[0][0].isupper() and all(len(word) < 30 for word in words)
    return name if len(words) in OUTLET_WORDS and proper else None
