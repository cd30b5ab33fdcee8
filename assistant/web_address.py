"""Which addresses of articles a reader may follow; the page and the exports share the rule."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_url(url: str | None) -> str | None:
    """Return `url` if a reader may follow it, else None.

    Only absolute http and https addresses pass, without blanks, control characters or
    backslashes (browsers repair them into other addresses) and without a user name (it can pose as
    the host).
    """
    if not url or "\\" in url or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    allowed = parts.scheme.lower() in {"http", "https"} and host and "@" not in parts.netloc
    return url if allowed else None


def host(url: str) -> str:
    """Return the host of an address that `safe_url` let pass."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
