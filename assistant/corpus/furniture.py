"""Phrases of page furniture: what pages say around a report, in several wordings."""

# ruff: noqa: E501 (patterns stay whole)
from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

# A longer line is a paragraph that merely speaks of such things.
PHRASE_CHARS: Final = 500


class Phrases:
    """Wordings of one kind of furniture, grouped by where on a line they can begin.

    Tried in one pattern, those that open a line or a word would be tried at every letter:
    grouped they take half the time.
    """

    __slots__ = ("_groups",)

    def __init__(self, *wordings: str) -> None:
        single = [part for wording in wordings for part in _alternatives(wording)]
        opening = [part[1:] for part in single if part.startswith("^")]
        words = [part[2:] for part in single if part.startswith(r"\b")]
        others = [part for part in single if not part.startswith(("^", r"\b"))]
        groups = ((r"\A", opening), (r"\b", words), ("", others))
        self._groups = [
            re.compile(f"{where}(?:{'|'.join(some)})").search for where, some in groups if some
        ]

    def search(self, text: str) -> bool:
        """Tell whether a line says one of the wordings; `text` is in lower case."""
        return any(search(text) is not None for search in self._groups)


def _alternatives(wording: str) -> list[str]:
    """Return the parts of a pattern between its outermost `|`."""
    parts, depth, last = [], 0, 0
    for at, char in enumerate(wording):
        escaped = at > 0 and wording[at - 1] == "\\"
        depth += 0 if escaped else (char in "([") - (char in ")]")
        if char == "|" and depth == 0 and not escaped:
            parts.append(wording[last:at])
            last = at + 1
    return [*parts, wording[last:]]


SHARE: Final = Phrases(
    r"\bshare (?:this|on|with|via|to|button|article|story)\b",
    r"\b(?:facebook|twitter|kakao|mail|e-?mail|link|line|whatsapp|telegram) share\b",
    r"^(?:share|tweet|pin|pin it|e-?mail|print|copy link|facebook|twitter|x|linkedin|whatsapp|reddit|"
    r"messenger|pinterest|flipboard|instagram|youtube|rss|telegram|google\+?|tumblr|save|like|bookmark)$",
    r"^(?:share|tweet|email|print)(?:[ |,/:·-]+\w+){0,3}$",
    r"\bclick (?:here )?to (?:share|e-?mail|print|view|read|copy)\b",
    r"\bfollow (?:us|me|him|her|@?\w+) (?:on|at|@)",
    r"^follow (?:us|@)|\bsharing is caring\b",
    r"\bcopy (?:this )?link\b",
    r"\bfont[- ]?size\b|\btext size\b|^(?:a[-+]|a a a|[-+]?\d)$",
    r"\bcompart(?:ir|ilhe|e) (?:en|no|na|via|isso|com)\b|\bteilen\b|\bpartager\b|\bcondividi\b|поделит[ье]ся",
)

MENU: Final = Phrases(
    r"^(?:skip to|jump to|back to|go to|go) (?:top|main|content|navigation|search|the top|home)\b",
    r"^(?:home|menu|search|settings|sections?|navigation|login|log ?in|log ?out|sign ?in|sign ?up|register|subscribe|"
    r"close|x close|x|next|prev(?:ious)?|more|top|contact(?: us)?|about(?: us)?|faq|help|advertise|newsletters?|"
    r"rss feeds?|site ?map|privacy(?: policy)?|terms(?: of (?:use|service))?|careers|archives?|video|videos|photos|"
    r"podcasts?|subscribe now|my account|account|notifications|edition|weather|comments?|advertisement|advert|ad|"
    r"loading\W*|sponsored|sponsored content|view (?:all|more)|see (?:all|more)|show more|load more|read more\W*)$",
    r"\bback to top\b|\bgo top\b|^previous next$|^prev(?:ious)?\b.{0,12}\bnext$|\bskip to (?:main )?content\b",
    r"^(?:top|most) \d* ?(?:stories|news|read|popular|viewed|commented|shared|emailed)\b",
    r"^(?:listen to|watch|hear) this (?:article|story|report)\b|^(?:article|story) continues\b",
    r"^\d+[ -]min(?:ute)?s?[ -]read$|^\d+ (?:minute|hour|day|week|month|year)s? ago$",
    r"\ball headlines\b|^(?:previous|next) (?:post|article|story)\b",
    r"\byour browser (?:does not|doesn't|is)\b|\benable javascript\b|\brequires javascript\b",
)

SUBSCRIBE: Final = Phrases(
    r"\bsign up (?:for|to|now|here|today|below)\b|\bsubscribe (?:to|now|here|today|for)\b|\bnewsletters?\b",
    r"\b(?:your|the) (?:inbox|e-?mail address)\b|\bdownload (?:the|our) .{0,20}\bapp\b|\bjoin (?:our|the|us)\b",
    r"\bget (?:our|the latest|breaking|daily|unlimited)\b|\balready a (?:subscriber|member)\b|\bpush notifications?\b",
    r"\bsupport (?:our|quality|independent|local) journalism\b|\bad ?block(?:er)?\b|\bfree trial\b|\bsubscription\b",
    r"\bthank(?:s| you) for (?:signing|subscribing|reading|registering|joining)\b|\bmailing list\b|\bchat with us\b|\binbox\b|\bclick(?:ing)? here\b|\bsubscribers?\b",
)

LEGAL: Final = Phrases(
    r"©|\(c\) ?\d{4}|&copy;|\bcopyright\b|\ball rights reserved\b|\bmay not be (?:published|reproduced|re)",
    r"\bterms (?:of|and|&) (?:use|service|conditions)\b|\bprivacy (?:policy|notice|statement)\b|\bcookies?\b",
    r"\baffiliate\b|\bcommission\b.{0,40}\b(?:link|purchase|sale)|\bunauthori[sz]ed (?:use|re)|\bad ?choices\b",
    r"무단 ?전재|재배포 ?금지|저작권|todos os direitos|alle rechte|tous droits|tutti i diritti|все права",
)

RELATED: Final = Phrases(
    r"^(?:related|recommended|more (?:from|on|in|stories|news|about|like|to)|read (?:more|also|next|this)|also read|"
    r"see also|you (?:may|might) (?:also )?(?:like|be interested)|don'?t miss|editor'?s'? (?:pick|choice)|"
    r"most (?:read|popular|viewed|shared|recent)|trending|popular|latest|top stories|top \d+|what to read|"
    r"from (?:the|around|our)|up next|around the web|promoted|sponsored|our latest|in other news|watch(?: now)?:|"
    r"recent (?:posts|stories|news|articles|comments)|further reading|you must read|must[- ]reads?|"
    r"keep reading|continue reading|click here|explore|featured|what others|other (?:stories|news|articles))\b",
    r"^(?:leia (?:também|mais)|veja (?:também|mais)|lea también|weiterlesen|lesen sie|mehr zum|leggi anche|"
    r"baca juga|читайте|также|관련 ?기사|추천|많이 본)",
)

# After the report these begin what is not the report any more.
END: Final = Phrases(
    r"^(?:related|recommended)(?: (?:articles?|stories|news|posts?|content|topics?|links?|videos?|for you|reading|"
    r"coverage|items))?[:.]?$",
    r"^top \d+ (?:stories|news)$|^most (?:read|popular|viewed|shared)\b.{0,20}$|^more (?:from|on|in|stories|news)\b.{0,60}$",
    r"^you (?:may|might) (?:also )?(?:like|be interested).{0,20}$|^(?:around|from) the web$|^trending\b.{0,20}$",
    r"^(?:\d+ )?comments?(?: \(\d+\))?[:.]?$|^leave a (?:reply|comment)\b|^post a comment\b|^(?:view|show|join|read|hide) "
    r"(?:the |all )?(?:\d+ )?(?:comments?|conversation|discussion)\b|^join the (?:conversation|discussion)|^comments? (?:are|policy)",
    r"^all headlines\b|^previous next$|^x close$|^(?:about|meet) the (?:author|writer)s?\b|^(?:recent|latest) "
    r"(?:posts|stories|news|articles|comments)$|^our latest (?:stories|news)$|^read more(?: (?:at|on|from|about))?\b.{0,20}$",
    r"©|^copyright\b|\ball rights reserved\b|^(?:this article|a version of this article) (?:was )?(?:originally )?(?:appear|publish)",
    r"^filed under\b|^tags?\b.{0,40}$|^topics?:?$|^post navigation$|^share this\b.{0,30}$|^sponsored (?:content|links)\b",
    r"^관련 ?기사|^추천|^baca juga|^leia também|^читайте также|^leggi anche|^artículos relacionados",
)

CAPTION: Final = Phrases(
    r"\b(?:file|handout|undated|stock|courtesy|pool) (?:photo|image|picture|pic)\b",
    r"\bin (?:this|an?) (?:\w+ ){0,3}(?:photo|image|picture|frame ?grab|handout|screengrab)\b",
    r"\b(?:photo|image|picture|video|illustration|credit|getty images?|photograph|photos)\s?(?:by|courtesy|credits?|:|/|©|copyright)",
    r"\b(?:ap|afp|reuters|epa|yonhap|getty|ap photo|xinhua|kyodo|afp/getty|shutterstock|kcna|wikimedia)[ -]*"
    r"(?:photo|images?|news agency|via .{0,30}|file)?[)\].]*$",
    r"(?:/ ?|- )(?:ap|afp|reuters|epa|yonhap|getty images|getty|shutterstock|newsis|ap photo)\b.{0,30}$",
    r"^(?:\(?(?:photo|image|picture|credit|source|video|caption|media caption|image caption|image copyright|above|"
    r"below|pictured|left|right|click|enlarge|foto|bild|imagem)\)?s?\b[:.]? ?)",
    r"\(ap photo\b|\.(?:jpe?g|png|gif|webp)$|^media (?:caption|playback)|\bscreen ?(?:shot|grab)\b|^(?:play|watch)(?: video)?\b.{0,30}$",
)
# Words that only a caption says, whatever stands around it.
SURE_CAPTION: Final = Phrases(
    r"\bin (?:this|an?) (?:\w+ ){0,3}(?:file|handout|undated|recent)? ?(?:photo|image|picture|frame ?grab|screengrab)"
    r" (?:released|provided|taken|made|distributed|issued|supplied|obtained|from|by)\b",
    r"\b(?:file|handout) photo\b.{0,80}$|^file photo\b|^\(?(?:photo|image) (?:by|courtesy|credit)\b",
    r"[.!?\"”)\]] ?[/\[(]?(?:(?:ap|afp|epa|reuters|upi)[-/ ])?(?:yonhap|newsis|ap photo(?:/[\w .]+)?|korea times file)[\])]?$",
    r"^media (?:caption|playback)\b|^image (?:copyright|caption)\b",
)

# Below these readers speak.
COMMENTS: Final = Phrases(
    r"^(?:\w+ ){0,3}comments?\b.{0,20}$",
    r"\b\d+ (?:comments?|replies|responses)\b",
    r"^.{0,20}\b(?:commentaires|comentários|comentarios|kommentare|commenti|комментарии|komentar|댓글)\b.{0,12}$",
    r"^leave a (?:reply|comment)\b|^log ?in to (?:comment|reply)\b|^join the (?:conversation|discussion)\b",
    r"^(?:reader|user)s?'? (?:comments|reactions)\b|^(?:discussion|responses)$",
)
COMMENTS_CHARS: Final = 90
# What stands beside each reader's remark.
REMARK: Final = Phrases(
    r"\bago\b|\breply\b|\breport\b|\bat \d\d?:\d\d\b|\bsays:|\bwrote:|\b\d+ (?:votes?|likes?)\b|^rating\b|\bpermalink\b"
)

EMAIL_LINE: Final = re.compile(r"^(?:[^@\n]{0,50}\s)?\(?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?\.?$")
URL_LIKE: Final = re.compile(r"https?://|www\.|\w\.(?:com|org|net|co\.\w\w)\b|@\w", re.IGNORECASE)
BYLINE_LIKE: Final = re.compile(
    r"^(?:by|written by|posted by|reported by|story by|from|staff reports?|por|von|di|par|oleh|автор)\b.{0,70}$",
    re.IGNORECASE,
)


class Marks(NamedTuple):
    """The kinds of furniture that a line reads as."""

    share: bool = False
    menu: bool = False
    subscribe: bool = False
    legal: bool = False
    related: bool = False
    end: bool = False
    caption: bool = False
    sure_caption: bool = False
    email: bool = False
    url: bool = False
    byline: bool = False
    comments: bool = False
    remark: bool = False


# The lines of some twenty pages: menus come again on every page of a site.
@lru_cache(maxsize=8192)
def marks(text: str) -> Marks:
    """Return what kinds of furniture a line reads as; a paragraph reads as none."""
    if len(text) > PHRASE_CHARS:
        return PARAGRAPH
    low = text.lower()
    return Marks(
        SHARE.search(low),
        MENU.search(low),
        SUBSCRIBE.search(low),
        LEGAL.search(low),
        RELATED.search(low),
        END.search(low),
        CAPTION.search(low),
        SURE_CAPTION.search(low),
        EMAIL_LINE.match(text) is not None,
        URL_LIKE.search(low) is not None,
        BYLINE_LIKE.match(text) is not None,
        len(text) <= COMMENTS_CHARS and COMMENTS.search(low),
        REMARK.search(low),
    )


PARAGRAPH: Final = Marks()
