"""Text that strains: depth, repetition, numbers and dates out of range, and sheer size."""

# ruff: noqa: E501 (strings stay whole)
from __future__ import annotations

STRAIN: dict[str, tuple[str, ...]] = {
    "depth": (
        "<" * 300, "<b>" * 200, "<div>" * 100 + "</div>" * 100, "(" * 500, "[[" * 200, "{{" * 200, "> " * 200, "“" * 300, "\"" * 301, "((a) " * 100, "\\" * 300, "{%" * 100, "<!--" * 100, "&lt;" * 100, "<svg>" * 100,
    ),
    "repeat": (
        "x" * 3000, "a " * 1200, "a.b." * 400, "Mr. " * 400, "J. " * 400, "... " * 400, "-" * 1500, "1," * 800, "said " * 300, "Monday " * 200, "5 May 2018 " * 120, "“a” " * 300, "a" * 400 + "!", "." * 1500, "?!" * 600, " . " * 400, "’s" * 500, "Ada and " * 150,
    ),
    "number": (
        "99999999999999999999999999", "0.1e-400", "1,000,000,000,000,000,000 people", "²³¹ people", "①②③ ships", "٣٤٥ people", "१२३", "½ ⅔ people", "-1 people", "0x1F", "1/0", "NaN people", "5 to 3 people", "between 9 and 1 ships", "ten thousand million billion", "Ⅻ ships", "𝟙𝟚𝟛 ships",
        "a dozen dozen dozen", "$-5 billion", "1.2.3.4", "1" * 400,
    ),
    "date": (
        "February 30, 2019", "31 April 2019", "0000-00-00", "9999-12-31", "10000-01-01", "year 0", "99999999 days ago", "in 10000000000 years", "last ²nd of May", "May 99999999999999999999", "the 40th of June", "32/13/2019", "25:61", "24:00 on 29 February 1900", "the week 99 of 2018", "the 0th quarter",
        "the −5th of May", "999999999999 centuries ago", "1 January 0001", "yesterday, tomorrow and the day before the day before yesterday", "Q5 2019", "next next next Friday", "the 1990s to the 1980s", "٣ مايو ٢٠١٩",
    ),
    "speech": (
        "“Never,” said “Nobody” said Nobody.", "“He said ‘she said “they said”’”", "“open for ever", "said said said", "“” said Ada.", "” closed before “ opened", "„unten“ »aussen« «dehors»", "said <b>Ada</b>: “<i>no</i>”", "'It's Ada's,' said Ada.", "«» ‹› “” ‘’",
    ),
}  # fmt: skip

# Each is a text of its own: a line of 1 MB, words and sentences without number.
HUGE: dict[str, str] = {
    "one-line-1mb": "The long line goes on and on & on <b>. " * 26_000,
    "no-blank-100k": "word" * 25_000,
    "tags-100k": "<i>" * 33_000,
    "sentences-20k": "It is. " * 20_000,
    "marks-100k": "“" * 100_000,
    "combining-50k": "a" + "\u0301" * 50_000,
    "lines-50k": "line\n" * 50_000,
}
UNWRITABLE: dict[str, str] = {
    "lone-high": "a\ud800b",
    "lone-low": "a\udc00b",
    "reversed-pair": "\udc00\ud800",
    "undecodable": "caf\udce9",
}
