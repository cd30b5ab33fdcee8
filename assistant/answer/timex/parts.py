"""Parts that several patterns of the grammar share, by the name the patterns call them."""

from __future__ import annotations

from typing import Final

PARTS: Final = {
    # Units
    "U": "(unit|yr)",
    "ANYUNIT": "(U|weekend|quarter|century)",
    "LONGUNIT": "(U|units|clockunit|clockunits|second|quarter|quarters|century)",
    "LENGTHUNIT": "(LONGUNIT|weekends|parts)",
    "PLURAL": "(units|clockunits|quarters|weekends)",
    # Days of the week and of the month
    "WD": "(weekday|shortday) (stop (?!gap))?",
    "WHICH": (
        "(this? (coming|past)|this|last|next|the? (following|previous|same)|each"
        "|early|late|earlier|later|mid)"
    ),
    "DAYN": "(d31|nth|ord|firstw|second)",
    "MON": "(month|shortmonth|maybe)",
    "SHORT": "(stop(?=d31|nth|year|comma))?",
    "EDGE": "((early|late|mid) hyphen?)",
    "YEAR": "(comma? year (?!percent|hyphen d31))",
    # Quarters and halves
    "NTH": "(ord|firstw|second|nth)",
    "OFYEAR": "((of|in)? (year|(this|last|next|the) U))",
    # Times of the day
    "HOUR": (
        "((d31|clock|nw|num) ampm|(num|year)(?=zone)|(d31|nw) in the part"
        "|(d31|nw) (w quote)? oclock( in the part)?"
        "|clock(?=ampm|zone|paren zone)"
        "|(?<=at|by|from|to|through|between|before|after|approx|on) clock|noon)"
    ),
    "ZONE": "(paren (num|year|d31|clock) zone mark|paren? zone time?)",
    # How many
    "NUMBER": "(d31|n2|num|year|nw|half)",
    "MANY": "(NUMBER (hyphen? (nw|half|frac))* (and? frac)? (and a half)?)",
    "COUNT": (
        "((NUMBER|a) ((hyphen|and|or|to)? (nw|frac|d31|n2|num|half))* (and (a half|frac))?"
        "|(a|the)? (few|several|couple of?)|several|many)"
    ),
    "ABOUT": "(just? approx|just? (more|less) than|at (least|most)|up to|just)",
}
