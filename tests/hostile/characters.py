"""Characters that vanish, reorder, combine, end lines, or command a terminal."""

# ruff: noqa: E501 (strings stay whole)
from __future__ import annotations

_ESC = "\x1b"
_BIDI = (
    "\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068",
    "\u2069",
)  # fmt: skip
_UNSEEN = (
    "\u00ad", "\u034f", "\u115f", "\u1160", "\u17b4", "\u180e", "\u200b", "\u200c", "\u200d", "\u2060", "\u2061",
    "\u2064", "\u206a", "\u206f", "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\U000e0001", "\U000e0041", "\U000e0100",
)  # fmt: skip
_BLANKS = (
    "\t", "\u00a0", "\u1680", "\u2000", "\u2003", "\u2007", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000", "\u2800",
)  # fmt: skip
_LINE_ENDS = (
    "\n",
    "\r",
    "\r\n",
    "\n\r",
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
    "\u2029",
    "\n\n",
    "\r\r",
    "\x1c",
)
_CONTROLS = (
    "\x00",
    "\x01",
    "\x07",
    "\x08",
    "\x0e",
    "\x1a",
    "\x1b",
    "\x1f",
    "\x7f",
    "\x80",
    "\x90",
    "\x9b",
    "\x9f",
)
_UNASSIGNED = (
    "\ufdd0",
    "\ufffe",
    "\uffff",
    "\U0001fffe",
    "\U0010ffff",
    "\ufffd",
    "\ue000",
    "\U000f0000",
    "\u0378",
    "\ufff9",
)

CHARACTERS: dict[str, tuple[str, ...]] = {
    "bidi": (
        *(f"left{mark}right" for mark in _BIDI),
        "\u202eright to left\u202c", "\u2066isolate\u2069", "paid \u202e000,1$\u202c", "שלום <b>עולם</b>", "مرحبا (a) 123", "\u202e" * 50, "exe.\u202egpj",
    ),
    "unseen": (*(f"zero{mark}width" for mark in _UNSEEN), "\u200b", "a" + "\u200b" * 300 + "b", "\u2060\ufeff\u200d"),
    "blank": (*(f"one{mark}two" for mark in _BLANKS), "  two  blanks  ", " " * 300, "\u00a0\u3000\u2003"),
    "line-end": tuple(f"first{mark}second" for mark in _LINE_ENDS),
    "control": (*(f"con{mark}trol" for mark in _CONTROLS), "\x00" * 20, "\x02\x03\x04\x05\x06"),
    "unassigned": tuple(f"no{mark}character" for mark in _UNASSIGNED),
    "combining": (
        "e\u0301 \u00e9", "Å \u212b A\u030a", "각 \u1100\u1161\u11a8", "Z\u0351\u036b\u0343\u036aA\u0321\u034a\u0360L\u0488\u0489G\u034d", "a" + "\u0301" * 300, "\u0301leading", "q\u0307\u0323 q\u0323\u0307",
        "\ufb01sh \ufb03", "\u0958 \u0915\u093c", "\u2126 \u03a9", "\u1e9b\u0323", "\ufdfa", "\ua66f\u0489\u20dd", "i\u0307 İ ı I", "ß ẞ SS", "\u0344",
    ),
    "emoji": (
        "👩\u200d👩\u200d👧\u200d👦", "👍🏽", "🇰🇷🇺🇳", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "🧑🏿\u200d🚀", "🇺", "\u200d🔥", "☠︎ ☠️", "🛳️é", "\U0001f9ff" * 60,
    ),
    "homoglyph": (
        "Рaul Мeyer", "ＡＢＣ（１）", "𝐛𝐨𝐥𝐝 𝓈𝒸𝓇𝒾𝓅𝓉", "ⓐⓑⓒ", "раураl", "ǃalert", "‹script›", "＜b＞", "′prime″", "“„‟”‘‚‛’", "–—―‐‑−", "⁄∕／", "․‥…", "ᴀʟᴇʀᴛ", "l1IO0", "¡¿",
    ),
    "script-mix": (
        "漢字かなカナ한글", "漢字。次の文。", "हिन्दी में", "ไม่มีช่องว่างระหว่างคำ", "עברית וערבית عربي", "Ελληνικά ΣΑΣ σας", "ქართული", "አማርኛ።", "ᠮᠣᠩᠭᠣᠯ", "𒀀𓀀𐎠", "\U00020000\U0002a6df", "ﷲ", "ꙮ", "༄༅", "⠃⠗⠇", "ᚠᚢᚦ",
    ),
    # What a terminal obeys: titles, links, the clipboard, the screen, and lines written over.
    "terminal": (
        f"{_ESC}[2J{_ESC}[H", f"{_ESC}[31mred{_ESC}[0m", f"{_ESC}]0;planted title\x07", f"{_ESC}]8;;https://evil.example{_ESC}\\link{_ESC}]8;;{_ESC}\\", f"{_ESC}]52;c;cGxhbnRlZA==\x07", f"{_ESC}c", f"{_ESC}[6n",
        f"{_ESC}P$q{_ESC}\\", f"{_ESC}[?1049h", f"{_ESC}[20t{_ESC}[21t", "\x9b2J", "\x9d0;title\x9c", "\x90x\x9c", "real\rfake", "abc\x08\x08\x08xyz", "\x07\x07\x07", f"{_ESC}[1A{_ESC}[2K", f"{_ESC}_app{_ESC}\\", f"{_ESC}#8", "\x0e\x0f",
    ),
}  # fmt: skip
