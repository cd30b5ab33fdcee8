"""Read what a web page states about itself: JSON-LD, meta tags, canonical link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assistant.corpus.dates import parse_date

_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
# Pages nest JSON-LD two or three deep; a hostile one nests without end.
_MAX_DEPTH: Final = 8
_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "datepublished", "date_published",
    "publish-date", "publish_date", "publishdate", "pubdate", "article.published", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dc.date", "sailthru.date", "parsely-pub-date", "date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "published_at",
)  # fmt: skip
_AUTHOR: Final = (
    "author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "citation_author", "twitter:data1",
)  # fmt: skip
_SOURCE: Final = ("og:site_name", "application-name", "twitter:app:name:iphone", "dc.publisher")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself; `dates` holds every publication date it states."""

    headline: str | None = None
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    dates: frozenset[date] = frozenset()
    url: str | None = None
    language: str | None = None


def read_metadata(tree: Any) -> PageMetadata:
    """Return what the page with this lxml tree states about itself."""
    linked = next(_articles(tree), {})
    meta = _meta(tree)
    stated = [linked.get("datePublished"), *(meta.get(name) for name in _PUBLISHED)]
    stated += tree.xpath("//*[@itemprop='datePublished']/@content")
    stated += tree.xpath("//*[@itemprop='datePublished']/@datetime")
    days = [day for value in stated if (day := parse_date(value))]
    return PageMetadata(
        headline=_string(linked.get("headline")) or meta.get("og:title"),
        title=_string(tree.findtext(".//title")),
        source=meta.get("og:site_name") or _names(linked.get("publisher")) or _any(meta, _SOURCE),
        author=_names(linked.get("author")) or _author(meta),
        published=days[0] if days else None,
        dates=frozenset(days),
        url=_address(tree, linked, meta),
        language=next(iter(tree.xpath("/html/@lang")), None) or _string(linked.get("inLanguage")),
    )


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            value = json.loads((script.text or "").strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(value, 0)


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the articles among nested JSON-LD objects."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(value.get(name), depth + 1)


def _meta(tree: Any) -> dict[str, str]:
    """Return the first content of each meta tag by its lower-cased name."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = _string(tag.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _any(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _author(meta: dict[str, str]) -> str | None:
    """Return a name; pages also put addresses of profiles into the author's tag."""
    values = (meta.get(name, "") for name in _AUTHOR)
    named = (re.sub(r"^by\s+", "", value, flags=re.I) for value in values)
    return next(
        (name for name in named if name and not re.search(r"://|^@|\d|min read", name)), None
    )


def _names(value: Any) -> str | None:
    """Return the names of a JSON-LD person or organisation, or of several."""
    values = value if isinstance(value, list) else [value]
    names = [_string(item.get("name") if isinstance(item, dict) else item) for item in values]
    kept = dict.fromkeys(name for name in names if name and "://" not in name)
    return ", ".join(kept) or None


def _address(tree: Any, linked: dict[str, Any], meta: dict[str, str]) -> str | None:
    entity = linked.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    stated = [
        *tree.xpath("//link[@rel='canonical']/@href"),
        meta.get("og:url"), linked.get("url"), entity,
    ]  # fmt: skip
    return next((url for url in stated if isinstance(url, str) and url.startswith("http")), None)


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        value = next(iter(value), None)
    return " ".join(value.split()) or None if isinstance(value, str) else None
