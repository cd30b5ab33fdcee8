"""Names of news outlets by the domain of their pages and e-mail addresses: data, open to additions."""

# ruff: noqa: E501, SIM905 (a table)
from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

# Domain -> the name an outlet gives itself. A domain that is not here is its own name.
OUTLETS: Final = {
    "abc.net.au": "ABC News (Australia)", "abcnews.go.com": "ABC News", "afp.com": "AFP", "aljazeera.com": "Al Jazeera",
    "apnews.com": "AP News", "arirang.com": "Arirang News", "axios.com": "Axios", "bbc.co.uk": "BBC", "bbc.com": "BBC",
    "bloomberg.com": "Bloomberg", "cbsnews.com": "CBS News", "channelnewsasia.com": "CNA",
    "chosun.com": "Chosun Ilbo", "cnbc.com": "CNBC", "cnn.com": "CNN", "donga.com": "Dong-A Ilbo", "dw.com": "DW",
    "economist.com": "The Economist", "forbes.com": "Forbes", "foxnews.com": "Fox News", "france24.com": "France 24",
    "ft.com": "Financial Times", "globaltimes.cn": "Global Times", "hani.co.kr": "Hankyoreh",
    "independent.co.uk": "The Independent", "japantimes.co.jp": "The Japan Times", "joins.com": "JoongAng Ilbo",
    "kbs.co.kr": "KBS", "koreaherald.com": "The Korea Herald", "heraldcorp.com": "The Korea Herald",
    "koreajoongangdaily.joins.com": "Korea JoongAng Daily", "koreatimes.co.kr": "The Korea Times",
    "kyodonews.net": "Kyodo News", "latimes.com": "Los Angeles Times", "nbcnews.com": "NBC News",
    "nikkei.com": "Nikkei", "nknews.org": "NK News", "npr.org": "NPR", "nytimes.com": "The New York Times",
    "politico.com": "Politico", "reuters.com": "Reuters", "thomsonreuters.com": "Reuters", "rfa.org": "Radio Free Asia",
    "scmp.com": "South China Morning Post", "slate.com": "Slate", "smh.com.au": "The Sydney Morning Herald",
    "straitstimes.com": "The Straits Times", "tass.com": "TASS", "telegraph.co.uk": "The Telegraph",
    "theatlantic.com": "The Atlantic", "theguardian.com": "The Guardian", "thehill.com": "The Hill",
    "theweek.com": "The Week", "time.com": "Time", "upi.com": "UPI", "usatoday.com": "USA Today",
    "vox.com": "Vox", "voanews.com": "VOA", "washingtonpost.com": "The Washington Post", "wsj.com": "The Wall Street Journal",
    "xinhuanet.com": "Xinhua", "news.cn": "Xinhua", "yna.co.kr": "Yonhap News Agency", "yonhapnews.co.kr": "Yonhap News Agency",
}  # fmt: skip

# Mail boxes that anybody can have name no outlet.
FREE_MAIL: Final = frozenset(
    "gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com aol.com icloud.com proton.me "
    "protonmail.com naver.com daum.net hanmail.net mail.ru yandex.ru gmx.de web.de qq.com 163.com example.com".split()
)
_SECOND_LEVEL: Final = re.compile(r"^(?:co|com|org|net|ac|or|go|gov|edu)$")


def outlet_of(host: str) -> str | None:
    """Return the known name of the outlet behind a host name, None where the table lacks it."""
    labels = host.lower().removeprefix("www.").split(".")
    for at in range(len(labels) - 1):
        name = OUTLETS.get(".".join(labels[at:]))
        if name:
            return name
    return None


def domain_of(host: str) -> str | None:
    """Return the registered part of a host name (`news.site.co.kr` -> `site.co.kr`), None for free mail."""
    labels = host.lower().removeprefix("www.").split(".")
    if len(labels) < 2:
        return None
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and _SECOND_LEVEL.match(labels[-2]) else 2
    domain = ".".join(labels[-keep:])
    return None if domain in FREE_MAIL else domain


def host_of(url: str) -> str:
    """Return the host of a web address, an empty string where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
